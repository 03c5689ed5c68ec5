"""What schemathesis has to be told: bytes of an upload (tus) are bytes like any others."""

import schemathesis

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
