"""The disk (磁盘): what its errors are called."""

from __future__ import annotations

import errno

_KNOWN = {
    errno.ENOSPC: "磁盘已满",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件夹只读",
    errno.ENOENT: "找不到",
    errno.EFBIG: "超过允许的文件大小",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EEXIST: "不是文件夹",
    errno.ENOTDIR: "不是文件夹",
}


def trouble(fault: OSError) -> str:
    """Say what could not be read or written, and why."""
    where = f" {fault.filename}" if fault.filename else "文件"
    return f"无法读写{where}：{_KNOWN.get(fault.errno or 0, fault.strerror or str(fault))}"
