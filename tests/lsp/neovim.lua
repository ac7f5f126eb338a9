-- Opens main.k in Neovim, does what a person would do, and writes what came of it as JSON.
-- The environment says where things are: KCLPY_PLUGIN, KCLPY_SERVER (a list in JSON), KCLPY_TOLD.

package.path = vim.env.KCLPY_PLUGIN .. "/?.lua;" .. package.path
local told = {}
local PATIENCE = 60000

local function position(line, character)
  local params = vim.lsp.util.make_position_params()
  params.position = { line = line, character = character }
  return params
end

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, PATIENCE)
  for _, answer in pairs(answers or {}) do
    return answer.result
  end
end

local function diagnostics()
  local messages = {}
  for _, one in ipairs(vim.diagnostic.get(0)) do
    table.insert(messages, one.message)
  end
  return messages
end

local function run()
  local attached = false
  require("kclpy").setup({
    cmd = vim.fn.json_decode(vim.env.KCLPY_SERVER),
    format_on_save = true,
    on_attach = function()
      attached = true
    end,
  })
  vim.cmd("edit main.k")
  vim.wait(PATIENCE, function()
    return attached and #vim.diagnostic.get(0) > 0
  end)
  told.diagnostics = diagnostics()

  vim.api.nvim_buf_set_lines(0, 3, 4, false, { "    name = 'shop'" })
  vim.wait(PATIENCE, function()
    return #vim.diagnostic.get(0) == 0
  end)
  told.mended = diagnostics()

  told.hover = ask("textDocument/hover", position(2, 16)).contents.value
  told.completion = {}
  for _, item in ipairs(ask("textDocument/completion", position(5, 8)).items) do
    table.insert(told.completion, item.label)
  end
  told.definition = ask("textDocument/definition", position(2, 16))

  -- The lens above the file is run by the server.
  vim.lsp.handlers["window/showMessage"] = function(_, message)
    told.preview = message.message
  end
  vim.lsp.codelens.refresh()
  vim.wait(PATIENCE, function()
    return #vim.lsp.codelens.get(0) > 0
  end)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.lsp.codelens.run()
  vim.wait(PATIENCE, function()
    return told.preview ~= nil
  end)

  local params = position(3, 6)
  params.newName = "title"
  vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", params), "utf-16")
  vim.cmd("wall")
  told.saved = vim.fn.readfile("main.k")
  told.library = vim.fn.readfile("models/app.k")

  vim.cmd("edit values.yaml")
  vim.wait(PATIENCE, function()
    return #vim.diagnostic.get(0) > 0
  end)
  told.data = diagnostics()
  told.keys = {}
  for _, item in ipairs(ask("textDocument/completion", position(1, 0)).items) do
    table.insert(told.keys, item.label)
  end
end

local worked, problem = pcall(run)
told.problem = worked and "" or tostring(problem)
vim.fn.writefile({ vim.fn.json_encode(told) }, vim.env.KCLPY_TOLD)
vim.cmd("qa!")
