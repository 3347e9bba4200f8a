package leadhub.web.input;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Unicode;
import org.jspecify.annotations.Nullable;

/** The query of a request. If a name is repeated, the last one counts; an empty value counts as absent. */
public final class Query {
    private final String raw;
    private final Map<String, String> values = new LinkedHashMap<>();

    public Query(@Nullable String raw) {
        this.raw = raw == null ? "" : raw;
        for (var pair : this.raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                values.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
    }

    /** The same of names and values that came in another way, such as a body. */
    public static Query of(Map<String, String> values) {
        return new Query(values.entrySet().stream()
                .map(one -> encode(one.getKey()) + "=" + encode(one.getValue()))
                .collect(Collectors.joining("&")));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The whole of it, as it was sent; {@code ""} for none. */
    public String whole() {
        return raw;
    }

    /** The value as sent but normalized (NFC), possibly {@code ""}; empty if the name is absent. */
    public Optional<String> raw(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value, if there is one that isn't empty. */
    public Optional<String> value(String name) {
        return raw(name).filter(value -> !value.isBlank());
    }

    /** Whether the name was sent with brackets, as a list. */
    public boolean isList(String name) {
        for (var key : values.keySet()) {
            if (key.length() > name.length() && key.charAt(name.length()) == '[' && key.startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    /** All other parameters as they were sent and in order, without those names. */
    public String without(Set<String> names) {
        var kept = new ArrayList<String>();
        for (var pair : raw.split("&", -1)) {
            var name = pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair;
            if (!pair.isEmpty() && !names.contains(decode(name))) {
                kept.add(pair);
            }
        }
        return String.join("&", kept);
    }

    /** The whole query as it was sent. */
    @Override
    public String toString() {
        return raw;
    }

    /** Percent-decodes and composes (NFC); bytes that are no UTF-8 are refused. */
    public static String decode(String text) {
        return decode(text, true);
    }

    public static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && text.chars().allMatch(c -> c < 128)) {
            return text;
        }
        // The container hands over raw bytes as ISO 8859-1.
        var bytes = new byte[text.length() * 2];
        var length = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) hex(text, i + 1);
                i += 2;
            } else if (c == '+' && plusIsSpace) {
                bytes[length++] = ' ';
            } else if (c < 256) {
                bytes[length++] = (byte) c;
            } else {
                throw new Problem.BadRequest(Refusal.of("address.not_encoded")).exception();
            }
        }
        try {
            return Unicode.nfc(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new Problem.BadRequest(Refusal.of("address.bytes")).exception();
        }
    }

    private static int hex(String text, int at) {
        if (at + 2 > text.length()) {
            throw new Problem.BadRequest(Refusal.of("address.cut_off")).exception();
        }
        var high = Character.digit(text.charAt(at), 16);
        var low = Character.digit(text.charAt(at + 1), 16);
        if (high < 0 || low < 0) {
            throw new Problem.BadRequest(Refusal.of("address.percent")).exception();
        }
        return high * 16 + low;
    }

    /** The names that were sent. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }
}
