au BufNewFile,BufRead *.flow setfiletype flow
