"""Sentences of papers that give orders to software: what they look like, and texts without them."""

import re
from itertools import takewhile

from assistant.reply_text import unseen_removed
from corpus.sentences import sentences

TAKEN_OUT = "(a sentence that gives orders to software is left out)"

_WHO = (
    r"(?:AI|A\.I\.|LLM|GPT|chat\s?bot|bot|language model|(?:AI |virtual |digital )?assistant"
    r"|virtual agent|copilot)"
)
_ORDERS = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"\b(?:ignore|disregard|forget|override|bypass|discard|pay no attention to)\b.{0,50}"
        r"\b(?:instruction|rule|prompt|guideline|above|previous|prior|earlier|everything|safety|"
        r"system|passages?|evidence|question)",
        r"\b(?:system|developer|hidden|secret|initial)\s(?:prompt|message|instruction)",
        r"\b(?:new|updated|revised|real|actual)\s(?:system\s)?(?:instruction|directive|command)s?\b",
        rf"\byou (?:are|must act|will act|should act)(?: now)?(?: as)?\s(?:an?|the)?\s?"
        rf"(?:\w+\s)?{_WHO}\b",
        rf"\bact as\s(?:an?|the|if)\s(?:\w+\s)?(?:{_WHO}|admin|administrator|unrestricted|you)\b",
        r"\b(?:you are now|pretend (?:to be|that|you)|role[- ]?play as|jailbreak|DAN mode|"
        r"developer mode|do anything now)\b",
        r"\b(?:dear|attention|note (?:to|for)|message (?:to|for)|hey|hello|instructions? "
        rf"(?:to|for))[,:]?\s(?:the\s|any\s|all\s)?{_WHO}s?\b",
        rf"\b(?:if|when|as) (?:you are |you're )?(?:an?|the)\s(?:\w+\s)?{_WHO}\b",
        rf"\b(?:any|every|all)\s{_WHO}s?\s(?:that|which|who|reading|must|should|processing)",
        r"\b(?:reply|respond|answer|output|print|say|begin your|start your|end your|finish your|"
        r"append)\b.{0,20}\b(?:only|exactly|the word|the following|the phrase|this (?:link|image|"
        r"text)|(?:reply|answer|response)s? with)\b",
        r"\b(?:reply|respond|answer)\s(?:\w+\s)?(?:with|in)\s(?:[\"'“‘]|one word|yes|no|\w+ only)",
        r"\b(?:insert|include|add|put|write)\s(?:the|this|a)\s(?:\w+\s)?(?:link|image|word|phrase|"
        r"text|sentence|key|citation|marker)s?\b",
        r"\b(?:tell|convince|persuade|inform|assure)\s(?:the\s|your\s|every\s|any\s)?(?:user|reader|"
        r"human|person asking|questioner)s?\b",
        r"\bwhen(?:ever)? (?:you are |anyone |someone |a councillor )?ask(?:ed|s)\b.{0,80}"
        r"\b(?:say|answer|reply|respond|claim|state)\b",
        r"\bdo not (?:cite|reveal|disclose|quote|number|follow|check|verify)\s(?:\w+\s)?(?:this|"
        r"any|the|these|your|passages?|sources?|keys?)\b|\bnever (?:cite|reveal|quote|refuse)\b",
        r"\b(?:reveal|print|repeat|leak|show|output|disclose|dump)\b.{0,40}\b(?:prompt|your "
        r"instructions?|your rules|everything above|(?:text|words) above|api key|password|"
        r"environment)",
        r"<\|?\s?/?(?:im_start|im_end|system|assistant|user|endoftext|passages?|question|inst)\b",
        r"\[/?(?:INST|SYS|SYSTEM)\]|<</?SYS>>|^\s*#{2,}\s*(?:system|instruction|response|human|"
        r"assistant)\b|^\s*(?:system|assistant|user|human|ai|developer)\s*:",
        r"!\[[^\]]*\]\(|<(?:img|script|iframe|svg|form|meta|link|object)\b|\bfetch\(|"
        r"\b(?:curl|wget)\s",
        r"\b(?:call|invoke|run|execute)\s(?:the\s)?(?:\w+\s)?(?:tool|function|code|plugin|shell)\b",
        r"\b(?:base64|rot13|decode (?:this|the following))\b|\btranslate (?:your|the) (?:answer|"
        r"reply)\b",
        r"\bignor(?:ez|a|ieren?|iere)\b.{0,40}\b(?:instruction|instruccion|anweisung|règle|regla)",
        r"\b(?:anwybyddwch|diystyrwch)\b|忽略|игнорируй",
        r"\b(?:cite|citing)\s(?:it\sas\s)?\[?\d{1,3}\]?\s(?:for|as|in|instead)\b",
        r"\b(?:this|that)\s(?:passage|document|paper)\s(?:overrides|outranks|replaces all)",
        r"\bend of (?:passages?|context|evidence)\b",
    )
)
"""What orders to software look like. Of 26,660 sentences of real papers these take out none.
They can be got round: what still comes through is data in a fence, and what a model makes of it
must stand in a cited passage like anything else."""


def is_order(text: str) -> bool:
    """Whether a text gives orders to software."""
    return any(pattern.search(text) for pattern in _ORDERS)


def without_orders(text: str) -> str:
    """A text with a remark in place of every sentence that gives orders to software.

    What follows such a sentence in its line goes with it, as what the order asks for; of a
    table the whole row.
    """
    lines = []
    for line in unseen_removed(text).split("\n"):
        if not is_order(line):
            lines.append(line)
        elif " | " in line:
            lines.append(TAKEN_OUT)
        else:
            kept = list(takewhile(lambda part: not is_order(part), sentences(line)))
            lines.append(TAKEN_OUT if is_order(" ".join(kept)) else " ".join([*kept, TAKEN_OUT]))
    return "\n".join(lines)
