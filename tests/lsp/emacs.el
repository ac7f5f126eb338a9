;;; Opens main.k in Emacs, asks what a person would see, and writes what came of it as JSON.
;;; The environment says where things are: KCLPY_PLUGIN, KCLPY_SERVER (a list in JSON), KCLPY_TOLD.

(add-to-list 'load-path (getenv "KCLPY_PLUGIN"))
(require 'json)
(require 'cl-lib)
(require 'eglot)
(require 'flymake)
(require 'kclpy)

(setq kclpy-command (append (json-parse-string (getenv "KCLPY_SERVER")) nil)
      eglot-sync-connect 60
      eglot-connect-timeout 60)

(defun told-wait (wanted)
  "Wait until the function WANTED returns something; return that."
  (let ((patience 600) found)
    (while (and (not (setq found (funcall wanted))) (> (cl-decf patience) 0))
      (accept-process-output nil 0.1))
    found))

(defun told-diagnostics ()
  "Return the texts of the diagnostics of this buffer."
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun told-at (line column method)
  "Ask for METHOD at LINE, the first is 1, and COLUMN."
  (goto-char (point-min))
  (forward-line (1- line))
  (forward-char column)
  (jsonrpc-request (eglot-current-server) method (eglot--TextDocumentPositionParams)))

(defun told-session ()
  "Do it all; return an alist."
  (find-file "main.k")
  (apply #'eglot--connect (eglot--guess-contact))
  (flymake-mode 1)
  (flymake-start)
  (let ((diagnostics (told-wait #'told-diagnostics))
        (hover (told-at 3 16 :textDocument/hover))
        (definition (told-at 3 16 :textDocument/definition))
        mended)
    (goto-char (point-min))
    (re-search-forward "nme")
    (replace-match "name")
    (eglot--signal-textDocument/didChange)
    (setq mended (told-wait (lambda () (flymake-start) (null (told-diagnostics)))))
    (eglot-format-buffer)
    `((mode . ,(symbol-name major-mode))
      (diagnostics . ,(vconcat diagnostics))
      (mended . ,(if mended t :json-false))
      (hover . ,(plist-get (plist-get hover :contents) :value))
      (definition . ,(plist-get (elt definition 0) :uri))
      (text . ,(buffer-substring-no-properties (point-min) (point-max))))))

(let ((told (condition-case problem
                (append '((problem . "")) (told-session))
              (error `((problem . ,(format "%S" problem)))))))
  (with-temp-file (getenv "KCLPY_TOLD")
    (insert (json-encode told))))
(kill-emacs)
