# datapackage.json, as another program reads it: what it says of the tables is what they hold.
load common

@test "every cell of every table is what the data package says it is" {
    need python3
    airbridge run "$ROOT/scenarios/january-2022.ini" -o result -n 2 -q --trace
    run -0 python3 - result <<'END'
import csv, datetime, json, os, re, sys

folder = sys.argv[1]
package = json.load(open(os.path.join(folder, "datapackage.json"), encoding="utf-8"))
parse = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": lambda cell: {"0": False, "1": True}[cell],
    "datetime": lambda cell: datetime.datetime.strptime(cell, "%Y-%m-%dT%H:%M:%SZ"),
}
tables = sorted(name for name in os.listdir(folder) if name.endswith(".csv"))
assert sorted(resource["path"] for resource in package["resources"]) == tables, tables
cells = 0
for resource in package["resources"]:
    assert re.fullmatch("[-a-z0-9._/]+", resource["name"])
    schema = resource["schema"]
    assert schema["missingValues"] == [""]
    with open(os.path.join(folder, resource["path"]), encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    assert header == [field["name"] for field in schema["fields"]], resource["path"]
    assert all(field["description"] for field in schema["fields"])
    assert rows, resource["path"]
    for row in rows:
        for field, cell in zip(schema["fields"], row, strict=True):
            if cell != "":
                parse[field["type"]](cell)
                cells += 1
    index = [header.index(name) for name in schema["primaryKey"]]
    keys = [tuple(row[i] for i in index) for row in rows]
    assert len(set(keys)) == len(keys) and all(all(key) for key in keys), resource["path"]
print("read" if cells > 10000 else cells)
END
    output_is read
}
