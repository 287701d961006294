# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Takes the examples out of a header or a page, as FOLDER/1.c, 2.c, ...: in a header what follows
# "Example:" in a comment, in a page what stands between ```c and ```. What has no main of its own gets
# one around it.
#
#   awk -v folder=FOLDER -f examples.awk FILE...
function finish() {
    if (text == "") return
    file = folder "/" ++count ".c"
    if (text !~ /#include/) printf "#include <airbridge/airbridge.h>\n" >file
    if (text !~ /int main\(/) text = "int main(void)\n{\n" text "    return 0;\n}\n"
    printf "%s", text >file
    close(file)
    text = ""
}
FNR == 1 { finish(); inside = 0 }
/^ \* Example:/ { inside = "comment"; next }
/^```c$/ { inside = "page"; next }
inside == "comment" && /^ \*\/|^ \* [^ ]/ { finish(); inside = 0 }
inside == "page" && /^```/ { finish(); inside = 0 }
inside == "comment" { line = $0; sub(/^ \*/, "", line); sub(/^     /, "", line); text = text line "\n" }
inside == "page" { text = text $0 "\n" }
END { finish() }
