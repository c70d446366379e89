import logging
import re

SECRETS = re.compile(r"(/sign-in/|[?&](?:code|secret|token)=)[\w%.-]+")
MAILS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")


class WithoutSecrets(logging.Filter):
    """Takes sign-in secrets, invitation codes and mail addresses out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        record.msg = MAILS.sub("(mail)", SECRETS.sub(r"\1(secret)", text))
        record.args = ()
        return True
