[package]
name = "examples"
edition = "v0.13.0"
version = "0.1.0"
description = "A small model library for applications on Kubernetes, and two applications that use it"

[check]
kubernetes = "1.33"
