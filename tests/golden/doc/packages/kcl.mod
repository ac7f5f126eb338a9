[package]
name = "packages"
