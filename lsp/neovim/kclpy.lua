-- The language server of kclpy for Neovim's own client, from 0.7 on.
--
--   require("kclpy").setup()                      -- with this file in a `lua` directory
--   require("kclpy").setup({ cmd = { ".venv/bin/kclpy", "lsp" } })
--
-- `format_on_save = true` formats a buffer before it is written. `on_attach` is called with the
-- client and the buffer, as usual. The server also reads kcl.mod, kcl.yaml and data.

local M = {}

local MARKERS = { "kcl.work", "kcl.mod", "kcl.yaml", ".git" }

-- Return the nearest directory above a file that holds one of the markers, or the file's own.
local function root_of(file)
  local start = vim.fn.fnamemodify(file, ":p:h")
  for _, marker in ipairs(MARKERS) do
    local directory = start
    while true do
      local path = directory .. "/" .. marker
      if vim.fn.filereadable(path) == 1 or vim.fn.isdirectory(path) == 1 then
        return directory
      end
      local parent = vim.fn.fnamemodify(directory, ":h")
      if parent == directory then
        break
      end
      directory = parent
    end
  end
  return start
end

local function format_on_save(client, buffer)
  vim.api.nvim_create_autocmd("BufWritePre", {
    buffer = buffer,
    callback = function()
      local params = vim.lsp.util.make_formatting_params()
      local answer = client.request_sync("textDocument/formatting", params, 2000, buffer)
      if answer and answer.result then
        vim.lsp.util.apply_text_edits(answer.result, buffer, client.offset_encoding)
      end
    end,
  })
end

local function attach(buffer, options)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  M.clients = M.clients or {}
  if not M.clients[root] or not vim.lsp.get_client_by_id(M.clients[root]) then
    M.clients[root] = vim.lsp.start_client({
      name = "kclpy",
      cmd = options.cmd or { "kclpy", "lsp" },
      root_dir = root,
      capabilities = options.capabilities,
      on_attach = function(client, attached)
        if options.format_on_save and vim.bo[attached].filetype == "kcl" then
          format_on_save(client, attached)
        end
        if options.on_attach then
          options.on_attach(client, attached)
        end
      end,
    })
  end
  vim.lsp.buf_attach_client(buffer, M.clients[root])
end

function M.setup(options)
  options = options or {}
  vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
    pattern = "*.k",
    callback = function()
      vim.bo.filetype = "kcl"
    end,
  })
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "kcl",
    callback = function(event)
      vim.bo[event.buf].commentstring = "# %s"
      attach(event.buf, options)
    end,
  })
  vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
    pattern = "kcl.mod",
    callback = function()
      vim.bo.filetype = "toml"
    end,
  })
  vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
    pattern = { "kcl.mod", "kcl.yaml" },
    callback = function(event)
      attach(event.buf, options)
    end,
  })
  -- Data that kcl.mod holds to schemas; about others the server says nothing.
  vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
    pattern = { "*.yaml", "*.yml", "*.json", "*.toml" },
    callback = function(event)
      local home = vim.fn.fnamemodify(event.file, ":p:h")
      local name = vim.fn.fnamemodify(event.file, ":t")
      if name ~= "kcl.yaml" and vim.fn.findfile("kcl.mod", home .. ";") ~= "" then
        attach(event.buf, options)
      end
    end,
  })
end

return M
