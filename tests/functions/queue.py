"""SQS events as Lambda gets them from a FIFO queue."""

from __future__ import annotations

from typing import Any

from chalicelib.archive.lines import Line, encode


def message_of(line: Line, group: str | None = None) -> dict[str, Any]:
    """The record of one act's message; its id is the act's sequence number."""
    return {
        "messageId": f"m{line.sequence}",
        "receiptHandle": "handle",
        "body": encode(line).decode(),
        "attributes": {
            "ApproximateReceiveCount": "1",
            "SentTimestamp": "1795222800000",
            "SequenceNumber": line.sequence.zfill(20),
            "MessageGroupId": group or line.act.subject,
            "SenderId": "relay",
            "MessageDeduplicationId": line.act.act_id,
            "ApproximateFirstReceiveTimestamp": "1795222800100",
        },
        "messageAttributes": {},
        "md5OfBody": "",
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws-cn:sqs:cn-north-1:123456789012:StatisticsQueue.fifo",
        "awsRegion": "cn-north-1",
    }
