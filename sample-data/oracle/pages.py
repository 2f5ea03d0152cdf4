"""Looks into the header of a Parquet page, which no library shows."""

_I32 = 5  # type number in Thrift's compact protocol
_CRC = 4  # field of PageHeader: type, uncompressed_page_size, compressed_page_size, crc


def has_checksum(path, offset):
    """Whether the page at that byte of the file carries a CRC."""
    with open(path, "rb") as file:
        file.seek(offset)
        header = file.read(64)
    at = field = 0
    while at < len(header):
        kind, step = header[at] & 15, header[at] >> 4
        field += step
        if not step or kind != _I32 or field > _CRC:
            return False
        if field == _CRC:
            return True
        at += 1
        while header[at] & 128:
            at += 1
        at += 1
    return False
