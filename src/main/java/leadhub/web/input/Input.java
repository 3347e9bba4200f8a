package leadhub.web.input;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the body of a LeadHub request, the way Laravel does: strings are trimmed, an empty one is null, absent is not
 * null, unknown members are ignored, and all invalid fields are reported at once. Texts are normalized (NFC) before anybody
 * looks at them or counts their characters.
 */
public final class Input {
    private static final BigDecimal MOST_ID = new BigDecimal("999999999999999999");

    private final ObjectNode node;
    private final @Nullable LocalNumbers numbers;
    private final Errors errors = new Errors();

    /** Refuses a body that isn't an object, or that has characters that can't be stored. */
    public Input(JsonNode body) {
        this(body, null);
    }

    /** @param numbers how people write numbers who typed this; null for what programs sent */
    public Input(JsonNode body, @Nullable LocalNumbers numbers) {
        this.numbers = numbers;
        if (!(body instanceof ObjectNode object)) {
            throw Problem.invalid("body", Refusal.of("object")).exception();
        }
        this.node = TextNormalization.of(object);
        UnstorableValues.in(object).forEach(path -> errors.add(path, Refusal.of("characters")));
        errors.check();
    }

    /** Text of at most so many code points. */
    public Change<@Nullable String> text(String field, int most) {
        return read(field, value -> {
            if (!value.isString()) {
                return reject(field, Refusal.of("string"));
            }
            var text = Texts.trim(value.stringValue());
            if (Texts.length(text) > most) {
                return reject(field, Refusal.of("max.string").with("max", most));
            }
            return text.isEmpty() ? null : text;
        });
    }

    /** Text that may be absent in an update, but not null. */
    public Change<String> solidText(String field, int most) {
        requireIfPresent(field);
        return text(field, most).map(text -> text == null ? "" : text);
    }

    /** Text that matches a rule. */
    public Change<@Nullable String> text(String field, int most, Function<String, Boolean> rule, Refusal refusal) {
        return text(field, most).map(text -> text == null || rule.apply(text) ? text : reject(field, refusal));
    }

    /** A whole number: {@code 5}, {@code 5.0} or {@code "5"}. */
    public Change<@Nullable Long> integer(String field) {
        return read(field, value -> {
            var number = number(field, value, 0, Refusal.of("integer"));
            if (number == null) {
                return null;
            }
            if (number.stripTrailingZeros().scale() > 0) {
                return reject(field, Refusal.of("integer"));
            }
            // No id is that large; one beyond a bigint is simply nobody's, and a position beyond it is the last.
            return Long.valueOf(number.min(MOST_ID).max(MOST_ID.negate()).longValue());
        });
    }

    /** A number between two others, with at most so many decimals. */
    public Change<@Nullable BigDecimal> decimal(String field, BigDecimal below, int decimals) {
        return read(field, value -> {
            var number = number(field, value, decimals, Refusal.of("number"));
            if (number == null) {
                return null;
            }
            if (number.signum() < 0) {
                return reject(field, Refusal.of("min").with("min", 0));
            }
            if (number.compareTo(below) >= 0) {
                return reject(field, Refusal.of("below").with("limit", below.longValueExact()));
            }
            return number.signum() != 0 && number.stripTrailingZeros().scale() > decimals
                    ? reject(field, Refusal.of("decimals").with("max", decimals))
                    : number;
        });
    }

    /** The number in a value, in the way of whoever wrote it; null, and a refusal, if it isn't one. */
    public @Nullable BigDecimal number(String field, JsonNode value) {
        return number(field, value, LocalNumbers.ANY, Refusal.of("number"));
    }

    private @Nullable BigDecimal number(String field, JsonNode value, int decimals, Refusal otherwise) {
        if (numbers != null && value.isString()) {
            var reading = numbers.read(value.stringValue(), decimals);
            if (reading instanceof LocalNumbers.Reading.Two two) {
                return reject(field, LocalNumbers.refusal(two));
            }
            return reading instanceof LocalNumbers.Reading.One(var number) ? number : reject(field, otherwise);
        }
        var number = Numbers.of(value);
        return number != null ? number : reject(field, otherwise);
    }

    public Change<@Nullable Boolean> bool(String field) {
        return read(field, value -> {
            if (value.isBoolean()) {
                return value.booleanValue();
            }
            return switch (value.isString() || value.isIntegralNumber() ? Texts.trim(value.asString()) : "") {
                case "1", "true" -> Boolean.TRUE;
                case "0", "false" -> Boolean.FALSE;
                default -> reject(field, Refusal.of("boolean"));
            };
        });
    }

    /** A map; PHP writes an empty one as {@code []}, which changes nothing. */
    public Change<@Nullable ObjectNode> object(String field) {
        return read(field, value -> switch (value) {
            case ObjectNode object -> object;
            case ArrayNode list when list.isEmpty() -> list.objectNode();
            default -> reject(field, Refusal.of("array"));
        });
    }

    /** A list of texts. */
    public Change<@Nullable List<String>> texts(String field, int mostItems, int mostLength) {
        return read(field, value -> {
            if (!(value instanceof ArrayNode list)) {
                return reject(field, Refusal.of("array"));
            }
            if (list.size() > mostItems) {
                return reject(field, Refusal.of("max.array").with("max", mostItems));
            }
            var texts = new ArrayList<String>();
            for (var i = 0; i < list.size(); i++) {
                var text = item(field + "." + i, list.get(i), mostLength);
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        });
    }

    /** A list of objects, each read separately; their errors are reported as {@code stages.0.name}. */
    public <T> Change<@Nullable List<T>> objects(String field, int most, Function<Input, T> reader) {
        return read(field, value -> {
            if (!(value instanceof ArrayNode list)) {
                return reject(field, Refusal.of("array"));
            }
            if (list.isEmpty()) {
                return reject(field, Refusal.of("min.array").with("min", 1));
            }
            if (list.size() > most) {
                return reject(field, Refusal.of("max.array").with("max", most));
            }
            var items = new ArrayList<T>();
            for (var i = 0; i < list.size(); i++) {
                var path = field + "." + i;
                if (list.get(i) instanceof ObjectNode object) {
                    var item = new Input(object, numbers);
                    items.add(reader.apply(item));
                    errors.addAllBelow(path, item.errors);
                } else {
                    errors.add(path, Refusal.of("array"));
                }
            }
            return items;
        });
    }

    /** The field is required and can't be empty. */
    public void require(String field) {
        requireUnlessAbsent(field, node.has(field) ? node.get(field) : null, true);
    }

    /** In an update: the field may be absent, but not be cleared. */
    public void requireIfPresent(String field) {
        requireUnlessAbsent(field, node.has(field) ? node.get(field) : null, false);
    }

    private void requireUnlessAbsent(String field, @Nullable JsonNode value, boolean absentToo) {
        var empty = value == null
                ? absentToo
                : value.isNull()
                        || value.isString() && Texts.trim(value.stringValue()).isEmpty();
        if (empty && !errors.has(field)) {
            errors.add(field, Refusal.of("required"));
        }
    }

    /** Adds an error about a field. */
    public <T> @Nullable T reject(String field, Refusal refusal) {
        errors.add(field, refusal);
        return null;
    }

    /** The object as sent, normalized. */
    public ObjectNode node() {
        return node;
    }

    public Errors errors() {
        return errors;
    }

    private @Nullable String item(String field, JsonNode value, int most) {
        if (!value.isString()) {
            return reject(field, value.isNull() ? Refusal.of("required") : Refusal.of("string"));
        }
        var text = Texts.trim(value.stringValue());
        if (text.isEmpty()) {
            return reject(field, Refusal.of("required"));
        }
        return Texts.length(text) > most
                ? reject(field, Refusal.of("max.string").with("max", most))
                : text;
    }

    private <T> Change<@Nullable T> read(String field, Function<JsonNode, @Nullable T> reader) {
        var value = node.get(field);
        if (value == null) {
            return Change.keep();
        }
        var isEmpty = value.isNull()
                || value.isString() && Texts.trim(value.stringValue()).isEmpty();
        return Change.set(isEmpty ? null : reader.apply(value));
    }
}
