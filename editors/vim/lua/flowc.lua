-- The language server of flowc in Neovim, from 0.7 on: require("flowc").setup()
local M = {}

local defaults = {
  cmd = { "flowc", "lsp" },
  -- A project begins where one of these stands.
  markers = { "flowc.toml", "pyproject.toml", ".git" },
  -- What the server may be asked for at its start: strict = true, hints = true.
  init_options = {},
  format_on_save = true,
  on_attach = nil,
}

local function root_of(path, markers)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  local current = folder
  while true do
    for _, marker in ipairs(markers) do
      if vim.loop.fs_stat(current .. "/" .. marker) then
        return current
      end
    end
    local above = vim.fn.fnamemodify(current, ":h")
    if above == current then
      return folder
    end
    current = above
  end
end

local function format(buffer)
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ bufnr = buffer })
  else
    vim.lsp.buf.formatting_sync()
  end
end

local function attach(options, client, buffer)
  vim.api.nvim_buf_set_option(buffer, "omnifunc", "v:lua.vim.lsp.omnifunc")
  vim.api.nvim_buf_set_option(buffer, "tagfunc", "v:lua.vim.lsp.tagfunc")
  if options.format_on_save then
    vim.api.nvim_create_autocmd("BufWritePre", {
      buffer = buffer,
      callback = function()
        format(buffer)
      end,
    })
  end
  if options.on_attach then
    options.on_attach(client, buffer)
  end
end

-- Playing is a talk with the contact, so it needs a terminal.
local function play(options, command)
  local flow = vim.uri_to_fname(command.arguments[1])
  -- The server is started by the same command, with another verb.
  local line = vim.list_slice(options.cmd, 1, #options.cmd - 1)
  vim.list_extend(line, { "play", flow })
  vim.cmd("botright new")
  vim.fn.termopen(line)
  vim.cmd("startinsert")
end

-- Clients by the root of their project: Neovim before 0.8 does not look for one that runs.
local clients = {}

local function start(options, buffer)
  local root = root_of(vim.api.nvim_buf_get_name(buffer), options.markers)
  local config = {
    name = "flowc",
    cmd = options.cmd,
    root_dir = root,
    init_options = options.init_options,
    workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    on_attach = function(client, attached)
      attach(options, client, attached)
    end,
    on_exit = function()
      clients[root] = nil
    end,
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  clients[root] = clients[root] or vim.lsp.start_client(config)
  if clients[root] then
    vim.lsp.buf_attach_client(buffer, clients[root])
  end
end

function M.setup(given)
  local options = vim.tbl_deep_extend("force", defaults, given or {})
  vim.lsp.commands["flowc.play"] = function(command)
    play(options, command)
  end
  vim.api.nvim_create_autocmd("FileType", {
    pattern = "flow",
    callback = function(event)
      start(options, event.buf)
    end,
  })
end

return M
