package leadhub.web.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.web.input.Query;
import org.apache.tomcat.util.http.fileupload.UploadContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads form-encoded bodies with PHP's bracket names: {@code tags[]=a}, {@code custom_fields[x]=y}.
 *
 * <p>Limits: 2,000 fields or parts.
 */
final class FormBody {
    private static final int MOST_FIELDS = 2000;
    private static final int MOST_BRACKETS = 20;
    private static final int BRACKET_BYTES = 100;

    private FormBody() {}

    static JsonNode urlEncoded(byte[] bytes) {
        var text = RequestBody.text(bytes);
        var form = Json.MAPPER.createObjectNode();
        var fields = 0;
        for (var begin = 0; begin < text.length(); ) {
            var end = text.indexOf('&', begin) < 0 ? text.length() : text.indexOf('&', begin);
            var pair = text.substring(begin, end);
            begin = end + 1;
            if (!pair.isEmpty()) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                put(form, decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
                count(++fields);
            }
        }
        return form;
    }

    static JsonNode multipart(byte[] bytes, String contentType) {
        var form = Json.MAPPER.createObjectNode();
        try {
            var parts = new FormParser().getItemIterator(new Context(bytes, contentType));
            while (parts.hasNext()) {
                var part = parts.next();
                // A file is not a field; nothing here takes files.
                if (part.isFormField() && part.getFieldName() != null) {
                    put(
                            form,
                            part.getFieldName(),
                            RequestBody.text(part.openStream().readAllBytes()));
                }
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new Problem.BadRequest(Refusal.of("body.multipart")).exception();
        }
        return form;
    }

    static void count(int fields) {
        if (fields > MOST_FIELDS) {
            throw new Problem.BadRequest(Refusal.of("body.fields")).exception();
        }
    }

    /** What a name takes, roughly: its bytes, and an object for each bracket; bytes. */
    static int weight(String name) {
        var brackets = (int) name.chars().filter(character -> character == '[').count();
        return name.getBytes(StandardCharsets.UTF_8).length + BRACKET_BYTES * Math.min(brackets, MOST_BRACKETS);
    }

    private static String decode(String text) {
        // What is not ASCII was sent unencoded; give the decoder its bytes.
        return Query.decode(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** Puts a value where its bracketed name says. */
    static void put(ObjectNode form, String name, String value) {
        var path = new ArrayList<String>();
        var bracket = name.indexOf('[');
        path.add(bracket <= 0 ? name : name.substring(0, bracket));
        while (bracket > 0 && bracket < name.length() && name.charAt(bracket) == '[' && path.size() <= MOST_BRACKETS) {
            var end = name.indexOf(']', bracket);
            if (end < 0) {
                break;
            }
            path.add(name.substring(bracket + 1, end));
            bracket = end + 1;
        }
        put(form, path, 0, value);
    }

    private static void put(ObjectNode object, ArrayList<String> path, int depth, String value) {
        var name = path.get(depth);
        if (depth == path.size() - 1) {
            object.put(name, value);
            return;
        }
        var below = path.get(depth + 1);
        var isList = depth + 2 == path.size() && below.chars().allMatch(Character::isDigit);
        if (isList && !(object.get(name) instanceof ObjectNode)) {
            (object.get(name) instanceof ArrayNode list ? list : object.putArray(name)).add(value);
            return;
        }
        put(object.get(name) instanceof ObjectNode child ? child : object.putObject(name), path, depth + 1, value);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Context(byte[] bytes, String contentType) implements UploadContext {
        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public String getContentType() {
            return contentType;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
