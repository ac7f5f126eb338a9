;;; kclpy.el --- KCL with the language server of kclpy  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1") (eglot "1.9"))
;; Keywords: languages
;; License: Apache-2.0

;;; Commentary:

;; Major modes for KCL, for kcl.mod and for kcl.yaml, and their language server for eglot:
;;
;;   (require 'kclpy)
;;   (add-hook 'kcl-mode-hook #'eglot-ensure)
;;   (add-hook 'kcl-mod-mode-hook #'eglot-ensure)
;;   (add-hook 'kcl-yaml-mode-hook #'eglot-ensure)
;;
;; `kclpy-command' tells where the server is.

;;; Code:

(defgroup kclpy nil
  "KCL, the configuration language."
  :group 'languages)

(defcustom kclpy-command '("kclpy" "lsp")
  "The command that starts the language server."
  :type '(repeat string))

(defconst kcl-mode-keywords
  '("import" "as" "if" "elif" "else" "for" "in" "is" "and" "or" "not" "lambda" "schema"
    "mixin" "protocol" "rule" "check" "assert" "type" "all" "any" "map" "filter")
  "Words that the language reserves.")

(defvar kcl-mode-font-lock-keywords
  `((,(concat "\\_<\\(?:schema\\|mixin\\|protocol\\|rule\\|type\\)[ \t]+\\(\\sw+\\)")
     1 font-lock-type-face)
    (,(regexp-opt kcl-mode-keywords 'symbols) . font-lock-keyword-face)
    (,(regexp-opt '("True" "False" "None" "Undefined") 'symbols) . font-lock-constant-face)
    (,(regexp-opt '("bool" "int" "float" "str") 'symbols) . font-lock-type-face)
    ("^[ \t]*@\\sw+" . font-lock-preprocessor-face)
    ("\\_<\\(\\sw+\\)[ \t]*(" 1 font-lock-function-name-face))
  "What is shown in which face.")

(defvar kcl-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?' "\"" table)
    (modify-syntax-entry ?_ "w" table)
    (modify-syntax-entry ?$ "w" table)
    table)
  "What characters are in KCL.")

;;;###autoload
(define-derived-mode kcl-mode prog-mode "KCL"
  "A mode for KCL programs."
  (setq-local comment-start "# ")
  (setq-local comment-end "")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 4)
  (setq-local font-lock-defaults '(kcl-mode-font-lock-keywords)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.k\\'" . kcl-mode))

;;;###autoload
(define-derived-mode kcl-mod-mode conf-toml-mode "KCL module"
  "A mode for the file kcl.mod.")

;;;###autoload
(define-derived-mode kcl-yaml-mode conf-colon-mode "KCL settings"
  "A mode for the file kcl.yaml, which needs no mode for YAML."
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2))

;;;###autoload
(add-to-list 'auto-mode-alist '("/kcl\\.mod\\'" . kcl-mod-mode))
;;;###autoload
(add-to-list 'auto-mode-alist '("/kcl\\.yaml\\'" . kcl-yaml-mode))

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons '(kcl-mode kcl-mod-mode kcl-yaml-mode) (lambda (&rest _) kclpy-command))))

(provide 'kclpy)
;;; kclpy.el ends here
