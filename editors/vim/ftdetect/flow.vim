au BufNewFile,BufRead *.flow,*.flowtest setfiletype flow
