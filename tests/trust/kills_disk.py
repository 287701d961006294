# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""kills_disk.py - what is on a disk when the power goes, from the log of kills_disk.c.

A file has bytes that are on the disk for sure, since its last sync, and changes that may be there or not; so
has a folder, of names. A rename is one change: the new name and the loss of the old one.
"""

import os
import struct

PAGE = 4096
HEAD = struct.Struct("=c5q")
FORMS = ("strict", "names", "bytes", "zeros", "some", "some")


class File:
    def __init__(self, synced=b""):
        self.synced, self.changes = synced, []  # (offset, bytes), or (size, None): cut

    @staticmethod
    def change(content, change):
        offset, data = change
        if data is None:
            del content[offset:]
            data = b""
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(data)] = data

    def after(self, changes):
        content = bytearray(self.synced)
        for change in changes:
            self.change(content, change)
        return bytes(content)

    def now(self):
        return self.after(self.changes)

    def sync(self):
        self.synced, self.changes = self.now(), []

    def in_pieces(self):
        """The changes page by page."""
        for offset, data in self.changes:
            if data is None:
                yield offset, None
                continue
            at = 0
            while at < len(data):
                size = min(PAGE - (offset + at) % PAGE, len(data) - at)
                yield offset + at, data[at : at + size]
                at += size

    def content(self, form, luck):
        if form in ("bytes", "kept"):
            return self.now()
        if form in ("strict", "names"):
            return self.synced
        if form == "zeros":
            size = len(self.now())
            return (self.synced + bytes(size))[:size]
        odds = luck.choice((0.2, 0.5, 0.8, 0.95))
        kept = []
        for offset, data in self.in_pieces():
            if luck.random() < odds:
                kept.append((offset, data))
            elif data is not None and luck.random() < 0.2:  # sectors
                kept.append((offset, data[: len(data) // 512 * luck.randrange(8) * 64]))
        return self.after(kept)


class Folder:
    def __init__(self):
        self.synced, self.changes = {}, []  # name -> File or Folder; None: not there

    def now(self, changes=None):
        names = dict(self.synced)
        for change in self.changes if changes is None else changes:
            names.update(change)
        return {name: what for name, what in names.items() if what is not None}

    def sync(self):
        self.synced, self.changes = self.now(), []

    def names(self, form, luck):
        if form in ("strict", "bytes"):
            return self.now([])
        if form != "some":
            return self.now()
        odds = luck.choice((0.2, 0.5, 0.8, 0.95))
        return self.now([change for change in self.changes if luck.random() < odds])

    def state(self, form, luck):
        """path -> bytes; of a folder None."""
        found = {}
        for name, what in self.names(form, luck).items():
            if isinstance(what, Folder):
                found[name] = None
                for path, content in what.state(form, luck).items():
                    found[f"{name}/{path}"] = content
            else:
                found[name] = what.content(form, luck)
        return found


def whole(state):
    """A folder as it lies on a disk, all of it synced."""
    top = Folder()
    folders = {"": top}
    for path in sorted(state):
        above, _, name = path.rpartition("/")
        what = Folder() if state[path] is None else File(state[path])
        folders[above].synced[name] = folders[path] = what
    return top


def entries(path):
    """(kind, descriptor, number, text, other text, bytes) of a log, which may be cut off."""
    with open(path, "rb") as file:
        while len(head := file.read(HEAD.size)) == HEAD.size:
            kind, fd, number, one, two, size = HEAD.unpack(head)
            rest = file.read(one + two + size)
            if len(rest) < one + two + size:
                return
            yield kind.decode(), fd, number, rest[:one].decode(), rest[one : one + two].decode(), rest[one + two :]


class Disk:
    """A folder `root` while a process writes in it."""

    def __init__(self, root, state):
        self.root, self.top, self.open = os.path.realpath(root), whole(state), {}

    def place(self, path):
        """The folder that a path lies in, and its name there; None: it is elsewhere."""
        full = os.path.normpath(os.path.join(self.root, path))
        if full == self.root:
            return self.top, "."
        if not full.startswith(self.root + "/"):
            return None, None
        folder = self.top
        *above, name = full[len(self.root) + 1 :].split("/")
        for part in above:
            folder = folder.now().get(part)
            if not isinstance(folder, Folder):
                return None, None
        return folder, name

    def find(self, path):
        folder, name = self.place(path)
        if folder is None:
            return None
        return folder if name == "." else folder.now().get(name)

    def opened(self, fd, flags, path, above):
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            inside = self.open.get(int(above)) if path == "." else self.find(path)
            self.open[fd] = File() if isinstance(inside, Folder) else None
            return
        what = self.find(path)
        folder, name = self.place(path)
        if what is None and folder is not None and flags & os.O_CREAT:
            what = File()
            folder.changes.append({name: what})
        if isinstance(what, File) and flags & os.O_TRUNC:
            what.changes.append((0, None))
        self.open[fd] = what

    def step(self, kind, fd, number, text, other, data):
        """Follows a step; whether it changed anything here."""
        what = self.open.get(fd)
        if kind == "o":
            self.opened(fd, number, text, other)
            return bool(number & (os.O_CREAT | os.O_TRUNC))
        if kind == "c":
            self.open.pop(fd, None)
            return False
        if kind in "wts":
            if what is None:
                return False
            if kind == "s":
                what.sync()
            else:
                what.changes.append((number, data if kind == "w" else None))
            return True
        folder, name = self.place(other if kind in "rl" else text)
        if folder is None:
            return False
        if kind == "r":
            moved = self.find(text)
            old_folder, old = self.place(text)
            assert old_folder is folder and moved is not None
            folder.changes.append({old: None, name: moved})
        elif kind == "l":
            linked = self.open[int(text.rpartition("/")[2])] if text.startswith("/proc/") else self.find(text)
            folder.changes.append({name: linked})
        elif kind == "u":
            folder.changes.append({name: None})
        elif kind == "m":
            folder.changes.append({name: Folder()})
        return True
