"""Personal data found by Presidio with its UK recognisers and a spaCy model, for `cargo xtask evaluate`:
JSON lines {id, text} in, {id, spans} out, offsets in code points."""
import json
import sys

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_analyzer.predefined_recognizers import NhsRecognizer, UkNinoRecognizer

TYPES = {
    "PERSON": "PERSON", "EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "UK_NHS": "ID", "UK_NINO": "ID",
    "CREDIT_CARD": "CARD", "IBAN_CODE": "IBAN", "URL": "URL", "IP_ADDRESS": "IP",
}
models = sorted((name for name in spacy.util.get_installed_models() if name.startswith("en_core_web")), key=lambda n: n[12:])
if not models:
    sys.exit("no spaCy model is installed")
engine = NlpEngineProvider(nlp_configuration={
    "nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": models[0]}],
}).create_engine()
registry = RecognizerRegistry()
registry.load_predefined_recognizers(languages=["en"])
registry.add_recognizer(NhsRecognizer())
registry.add_recognizer(UkNinoRecognizer())
analyzer = AnalyzerEngine(nlp_engine=engine, registry=registry)

for line in sys.stdin:
    document = json.loads(line)
    found = analyzer.analyze(document["text"], language="en", score_threshold=0.35)
    spans = [{"start": r.start, "end": r.end, "type": TYPES[r.entity_type]} for r in found if r.entity_type in TYPES]
    print(json.dumps({"id": document["id"], "spans": spans}))
