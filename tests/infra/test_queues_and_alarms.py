"""Every queue is consumed, and whatever goes wrong beside a request calls somebody."""

from __future__ import annotations

import json
from typing import Any

from tests.infra.test_template import Resources, of_type


def dead_letters(queues: dict[str, Any]) -> dict[str, str]:
    """Queue → the queue of its dead letters."""
    return {
        name: queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        for name, queue in queues.items()
        if "RedrivePolicy" in queue
    }


def test_every_queue_has_a_consumer_or_holds_dead_letters(resources: Resources) -> None:
    queues = of_type(resources, "AWS::SQS::Queue")
    mappings = of_type(resources, "AWS::Lambda::EventSourceMapping").values()
    consumed = {m["EventSourceArn"]["Fn::GetAtt"][0] for m in mappings}
    for name in queues:
        assert name in consumed or name.endswith("DeadLetters"), name


def test_every_consumed_queue_has_dead_letters_of_its_kind(resources: Resources) -> None:
    queues = of_type(resources, "AWS::SQS::Queue")
    aside = dead_letters(queues)
    for name, queue in queues.items():
        if not name.endswith("DeadLetters"):
            assert queues[aside[name]].get("FifoQueue") == queue.get("FifoQueue"), name


def test_every_dead_letter_rings_an_alarm(resources: Resources) -> None:
    watched = {
        json.dumps(alarm["Dimensions"])
        for alarm in of_type(resources, "AWS::CloudWatch::Alarm").values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
    }
    for name in of_type(resources, "AWS::SQS::Queue"):
        if name.endswith("DeadLetters"):
            assert any(f'"{name}"' in dimensions for dimensions in watched), name


def test_consumers_of_queues_answer_partial_batches_and_the_relay_never(resources: Resources) -> None:
    for name, mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").items():
        of_stream = "StreamArn" in json.dumps(mapping["EventSourceArn"])
        partial = mapping.get("FunctionResponseTypes") == ["ReportBatchItemFailures"]
        assert partial is not of_stream, name


def test_a_queue_hides_a_message_six_times_as_long_as_its_consumer_may_take(resources: Resources) -> None:
    queues, functions = of_type(resources, "AWS::SQS::Queue"), of_type(resources, "AWS::Lambda::Function")
    for mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").values():
        if (source := mapping["EventSourceArn"]["Fn::GetAtt"][0]) in queues:
            timeout = functions[mapping["FunctionName"]["Ref"]]["Timeout"]
            assert queues[source]["VisibilityTimeout"] >= 6 * timeout


def test_consumers_of_a_queue_are_few_for_they_write_the_same_counters(resources: Resources) -> None:
    queues = of_type(resources, "AWS::SQS::Queue")
    for name, mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").items():
        if mapping["EventSourceArn"]["Fn::GetAtt"][0] in queues:
            assert 2 <= mapping["ScalingConfig"]["MaximumConcurrency"] <= 5, name


def test_a_batch_is_given_up_while_the_stream_still_has_it(resources: Resources) -> None:
    """Only then is anything sent to the mapping's destination."""
    mapping = of_type(resources, "AWS::Lambda::EventSourceMapping")["RelayActsOnStream"]
    assert 20 * 3600 <= mapping["MaximumRecordAgeInSeconds"] < 24 * 3600
    assert not mapping.get("BisectBatchOnFunctionError")
    assert mapping["DestinationConfig"]["OnFailure"]


def test_the_stream_is_filtered_by_nothing(resources: Resources) -> None:
    """A changed or removed act must reach the relay, which calls somebody."""
    for mapping in of_type(resources, "AWS::Lambda::EventSourceMapping").values():
        assert "FilterCriteria" not in mapping


def test_every_alarm_can_be_sent_somewhere(resources: Resources) -> None:
    for name, alarm in of_type(resources, "AWS::CloudWatch::Alarm").items():
        assert alarm["AlarmActions"]["Fn::If"][0] == "HasAlarmTopic", name
        assert alarm["AlarmDescription"], name
