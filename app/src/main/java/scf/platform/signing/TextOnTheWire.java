package scf.platform.signing;

import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// Texts as they stand in a body: a string of JSON and nothing that is made into one, with nothing in it that a
/// database cannot keep.
///
/// This is the floor under every text that comes in, whichever field it stands in; how long it may be and whether it
/// may have several lines is the field's own affair ([BodyFields]).
@Component
class TextOnTheWire extends SimpleModule {

    TextOnTheWire() {
        addDeserializer(String.class, new ValueDeserializer<>() {
            @Override
            public String deserialize(JsonParser json, DeserializationContext context) {
                if (json.currentToken() != JsonToken.VALUE_STRING) {
                    throw NotOfItsForm.type(json, "Wanted: a text in quotes.");
                }
                String text = json.getString();
                if (!BodyFields.isKeepable(text)) {
                    throw NotOfItsForm.text(
                            json, "Wanted: a text without control characters and without halves of characters.");
                }
                return text;
            }
        });
    }
}
