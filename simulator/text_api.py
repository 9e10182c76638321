"""The provider of short messages as the service sees it: `SendSms` under `/sms/`, its faults."""

import re
import secrets

from flask import Blueprint, Response, jsonify, request

from simulator.faults import FaultKind
from simulator.gate import bare, cut_off
from simulator.texts import LONGEST_VALUE, TextError, TextMessage, check_signature
from simulator.world import World

PHONE = re.compile(r"\+861[3-9][0-9]{9}")
PATH = "/sms/"


def text_blueprint(world: World) -> Blueprint:
    """Give the one path of the provider."""
    blueprint = Blueprint("texts", __name__)
    blueprint.add_url_rule(PATH, "send_sms", _TextApi(world).send, methods=["POST"])
    return blueprint


class _TextApi:
    def __init__(self, world: World) -> None:
        self._world = world

    def send(self) -> Response:
        """Answer one SendSms; what a fault cuts off after sending has been sent."""
        faults = self._world.memory.faults
        if faults.take_text(FaultKind.SMS_AWAY):
            return bare(503)[0]
        lost = faults.take_text(FaultKind.SMS_ANSWER_LOST)
        phone = ""
        try:
            message = self._asked()
            phone = message.phone
            self._deliver(message)
        except TextError as error:
            return _refused(error, phone)
        return cut_off()[0] if lost else _answer({"SendStatusSet": [_status(phone, "Ok")]})

    def _deliver(self, message: TextMessage) -> None:
        if fault := self._world.memory.faults.take_text(FaultKind.SMS_REFUSED):
            raise TextError(fault.word, is_about_number="PhoneNumber" in fault.word)
        self._world.memory.texts.send(message)

    def _asked(self) -> TextMessage:
        account, now = self._world.settings.texts, self._world.now()
        check_signature(account, PATH, dict(request.headers), request.get_data(), now)
        if request.headers.get("X-TC-Action") != "SendSms":
            raise TextError("InvalidAction")
        body = request.get_json(force=True, silent=True)
        if not isinstance(body, dict) or body.get("SmsSdkAppId") != account.app_id:
            raise TextError("InvalidParameterValue.SdkAppIdNotExist")
        numbers, values = body.get("PhoneNumberSet"), body.get("TemplateParamSet", [])
        if not isinstance(numbers, list) or len(numbers) != 1 or not isinstance(values, list):
            raise TextError("InvalidParameterValue")
        if not PHONE.fullmatch(str(numbers[0])):
            raise TextError("InvalidParameterValue.IncorrectPhoneNumber", is_about_number=True)
        if body.get("SignName") != account.sign_name:
            raise TextError("FailedOperation.SignatureIncorrectOrUnapproved", is_about_number=True)
        _check_template(dict(account.templates), str(body.get("TemplateId")), values)
        told = tuple(str(value) for value in values)
        return TextMessage(now, numbers[0].removeprefix("+86"), str(body["TemplateId"]), told)


def _check_template(templates: dict[str, int], template: str, values: list[object]) -> None:
    if template not in templates:
        raise TextError("FailedOperation.TemplateIncorrectOrUnapproved", is_about_number=True)
    if len(values) != templates[template]:
        code = "FailedOperation.TemplateParamSetNotMatchApprovedTemplate"
        raise TextError(code, is_about_number=True)
    if any(not isinstance(one, str) or len(one) > LONGEST_VALUE for one in values):
        code = "InvalidParameterValue.TemplateParameterLengthLimit"
        raise TextError(code, is_about_number=True)


def _status(phone: str, code: str) -> dict[str, object]:
    serial = secrets.token_hex(8) if code == "Ok" else ""
    return {"SerialNo": serial, "PhoneNumber": f"+86{phone}", "Code": code, "IsoCode": "CN"}


def _refused(error: TextError, phone: str) -> Response:
    if error.is_about_number:
        return _answer({"SendStatusSet": [_status(phone, error.code)]})
    return _answer({"Error": {"Code": error.code, "Message": "refused"}})


def _answer(told: dict[str, object]) -> Response:
    return jsonify({"Response": {**told, "RequestId": secrets.token_hex(8)}})
