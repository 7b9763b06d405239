"""The scripts: the report as our bot asks for it, and as the peers do, in English."""

from bench.script import Script, Step, shows, tells

# Ours. If a button or question of the report changes, change only this.
OURS = Script(
    (
        Step(says="/report", expects=shows("Cancel")),
        Step(says="https://shop-{person}-{round}.example.com/offer"),
        Step(presses="Fraud"),
        Step(presses="False investments", expects=shows("Skip")),
        Step(
            says="They promise to double the money and never pay. Case {person}.",
            expects=shows("Region"),
        ),
        Step(presses="Region", expects=shows("Changsha")),
        Step(presses="Changsha"),
        Step(presses="Submit report", expects=tells("Your report is in")),
    )
)

PEERS = Script(
    (
        Step(says="/report"),
        Step(says="https://shop-{person}-{round}.example.com/offer"),
        Step(presses="Fraud"),
        Step(presses="Investment"),
        Step(says="They promise to double the money and never pay. Case {person}."),
        Step(presses="Region"),
        Step(presses="Changsha"),
        Step(presses="Submit report", expects=tells("filed")),
    )
)

SCRIPTS = {"ours": OURS, "peers": PEERS}
