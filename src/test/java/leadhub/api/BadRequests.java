package leadhub.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import leadhub.testing.RouteExamples;
import org.jspecify.annotations.Nullable;

/** Makes requests to a route that go wrong in one way, or in several. */
final class BadRequests {
    private static final List<Integer> ANY = List.of();

    private static final List<String> PLACES = Nonsense.lines("""
            0 -1 abc 1.5 007 99999999999999999999 %2F %2e%2e .. . %00 %ff %zz % %C3%28 %20 %25 %0A %D9%A1 %C4%B0
            1;x=1 1%3Bx {} | a%2Fb * 1%2F2 null []
            """, "\\s+", "9".repeat(1000), "", "\"");

    private static final List<String> NAMES = Nonsense.lines("""
            page per_page sort direction source status pipeline_id stage_id assigned_user_id tag search created_after
            created_before starred limit offset botId from to move_to tenant %00 %ff x
            """, "\\s+");

    private static final List<String> VALUES =
            Nonsense.lines("""
            0 -1 1 2 1.5 abc 99999999999999999999 9223372036854775807 %00 a%00b %ff %zz % %e %C3%28 %ED%A0%80
            %F4%90%80%80 + +5 %20 null true on [] a%0Ab %25 _ %5C %27 %CC%81 %C4%B0 %EF%AC%83 %1F (415)%20555-12 %2B1
            . - 2026-13-45 2026-01-01 2026-01-01T00:00:00Z 2026-01-01T00:00:00+02:00 2026-01-01%2000:00 0000-00-00
            0000-01-01 9999-12-31 %2B10000-01-01T00:00:00Z -0001-01-01T00:00:00Z 2026-01-01T00:00:00%2B99:99
            9999-12-31T23:59:59-18:00 2026-01-01T00:00:00.123456789Z 2026-01-01T24:00:00Z created_at email asc DESC
            new won a1b2c3d4-e5f6-7890-abcd-ef1234567890
            """, "\\s+", "", "9".repeat(500), "T".repeat(1000), "x".repeat(1000));

    private static final List<String> TYPES = Nonsense.lines(
            """
            application/json;charset=utf-8
            application/json; charset=UTF8
            application/json; charset=latin1
            application/json;;;
            APPLICATION/JSON
            application/vnd.api+json
            text/plain
            text/json
            */*
            application/*
            application/*+json
            application/xml
            multipart/form-data
            multipart/form-data; boundary=
            multipart/form-data; boundary=x
            multipart/mixed; boundary=x
            application/x-www-form-urlencoded
            application/x-www-form-urlencoded; charset=utf-16
            x
            /
            ;
            """,
            "\\n",
            "",
            "application/json; charset=\"",
            "multipart/form-data; boundary=" + "x".repeat(100),
            "application/json; " + "x".repeat(1000));

    private final Nonsense nonsense;
    private final String dialect;
    private final Route route;
    private final RouteExamples examples;

    BadRequests(RandomGenerator random, String dialect, Route route, RouteExamples examples) {
        this.nonsense = new Nonsense(random);
        this.dialect = dialect;
        this.route = route;
        this.examples = examples;
    }

    /**
     * A request.
     *
     * @param expected what it may be answered with; empty for anything that is documented
     */
    record BadRequest(
            String method,
            String target,
            Map<String, String> headers,
            byte @Nullable [] body,
            List<Integer> expected) {}

    /** A body, and what a request with it may be answered with. */
    private record Body(byte[] bytes, List<Integer> expected) {
        static Body of(String text, Integer... expected) {
            return new Body(text.getBytes(StandardCharsets.UTF_8), List.of(expected));
        }
    }

    BadRequest next() {
        var takesBody = examples.body(dialect, route) != null;
        var everything = nonsense.chance(0.2);
        var kind = nonsense.number(takesBody ? 10 : 4);
        var headers = new LinkedHashMap<String, String>();
        var target = everything || kind == 0 ? path() : examples.path(route);
        if (everything || kind == 1 || kind == 2) {
            target += (target.contains("?") ? "&" : "?") + query();
        }
        if (everything || kind == 3) {
            header(headers);
        }
        if (!takesBody) {
            return new BadRequest(route.method(), target, headers, null, ANY);
        }
        var body = everything || kind > 3 ? body() : Body.of(nonsense.object("{}"));
        headers.putIfAbsent("Content-Type", "application/json");
        if (everything || kind == 4) {
            headers.put("Content-Type", nonsense.one(TYPES));
            return new BadRequest(route.method(), target, headers, body.bytes(), ANY);
        }
        if (route.readsForms() && kind == 5) {
            return form(target, headers);
        }
        // JSON isn't what a route with files is about, and it may say so before it looks at it.
        var isExpected = kind > 5 && route.files() == null;
        return new BadRequest(route.method(), target, headers, body.bytes(), isExpected ? body.expected() : ANY);
    }

    private String path() {
        var path = new StringBuilder();
        for (var segment : examples.path(route).split("\\?")[0].substring(1).split("/")) {
            var isOdd = segment.matches("\\d+|word.*") ? nonsense.chance(0.7) : nonsense.chance(0.03);
            path.append('/').append(isOdd ? nonsense.one(PLACES) : segment);
        }
        return path + nonsense.one(List.of("", "", "/", "//", "/x", ";a=b", "%2F"));
    }

    private String query() {
        var pairs = new ArrayList<String>();
        for (var i = 0; i <= nonsense.number(4); i++) {
            var name = nonsense.one(NAMES) + nonsense.one(List.of("", "", "", "", "[]", "[0]", "[a][b]", "[", "]"));
            pairs.add(name + (nonsense.chance(0.95) ? "=" + nonsense.one(VALUES) : ""));
        }
        return String.join(nonsense.one(List.of("&", "&", "&", "&&", "&=&", ";")), pairs);
    }

    private void header(Map<String, String> headers) {
        switch (nonsense.number(9)) {
            case 0 ->
                headers.put(
                        "Idempotency-Key",
                        nonsense.one(List.of(
                                "",
                                "x",
                                "x".repeat(255),
                                "x".repeat(256),
                                "\u00e4\u00ff",
                                "a\tb",
                                " x ",
                                "same",
                                "\"")));
            case 1 ->
                headers.put(
                        "X-Request-Id",
                        nonsense.one(List.of("", "x".repeat(129), "a b", "\u00e4", "<>", "x".repeat(9000))));
            case 2 ->
                headers.put(
                        "Accept",
                        nonsense.one(List.of("", "text/html", "x", "*/*;q=9", "\u00e4", ",,,", "a/b;".repeat(500))));
            case 3 ->
                headers.put(
                        "Host",
                        nonsense.one(List.of("x:99999", "[::1]", "a_b", "evil.com@x", "x:", ":80", "\u00e4.de", "..")));
            case 4 -> headers.put("Content-Encoding", nonsense.one(List.of("gzip", "identity", "br", "", "x")));
            case 5 ->
                headers.put(
                        "X-Forwarded-For", nonsense.one(List.of("", "x", "1.2.3.4, 5.6.7.8", "::1", ",".repeat(1000))));
            case 6 -> headers.put("X-HTTP-Method-Override", "DELETE");
            case 7 -> headers.put("Cookie", "a=\"; b=\u00e4;;; $Version=1; JSESSIONID=../..");
            default -> {
                headers.put("Range", "bytes=0-1");
                headers.put("If-None-Match", "*");
                headers.put("If-Modified-Since", "nonsense");
                headers.put("Origin", "null");
                headers.put("Upgrade", "websocket");
            }
        }
    }

    /** Statuses hold where the rest of the request is right. A record may be gone by now, or a name be taken. */
    private Body body() {
        var good = route.files() == null ? java.util.Objects.requireNonNull(examples.body(dialect, route)) : "{}";
        var most = route.mostBytes();
        var wrong = dialect.equals("lymbe") ? 400 : 422;
        return switch (nonsense.number(22)) {
            case 0 -> Body.of(good.substring(0, nonsense.number(good.length() - 1) + 1), 400, 404);
            case 1 -> Body.of(good + nonsense.one(List.of("x", "{}", ",", "]", "\u0000")), 400, 404);
            case 2 ->
                Body.of(nonsense.one(List.of("null", "[]", "1", "\"x\"", "true", "[{}]", "1e999999999")), wrong, 404);
            case 3 -> Body.of(nonsense.one(List.of("", " \n")));
            case 4 ->
                Body.of(
                        nonsense.one(List.of(
                                "\ufeff" + good,
                                "{'a': 1}",
                                "{a: 1}",
                                "{\"a\": NaN}",
                                "{\"a\": 01}",
                                "{\"a\": +1}",
                                "{\"a\": .5}",
                                "{\"a\": 1,}",
                                "{\"a\": \"\n\"}",
                                "// x\n{}",
                                "{\"a\": \"\\x\"}",
                                "{\"a\": \"\\u12\"}",
                                "{\"a\" 1}",
                                "{\"a\": 1e}",
                                "{\"a\": tru}",
                                "{1: 2}",
                                "{\"a\": \"\u0001\"}")),
                        400,
                        404);
            case 5 ->
                Body.of(
                        Nonsense.nested(nonsense.one(List.of(101, 102, 5000, 100_000)), nonsense.chance(0.5)),
                        400,
                        404);
            case 6 ->
                Body.of(
                        "{\"x\":" + Nonsense.nested(nonsense.one(List.of(100, 101, 5000)), nonsense.chance(0.5)) + "}",
                        400,
                        404);
            case 7 ->
                Body.of("{\"custom_fields\":{\"a\":"
                        + Nonsense.nested(nonsense.one(List.of(95, 97, 98)), nonsense.chance(0.5)) + "}}");
            case 8 -> new Body(broken(good), List.of(400, 404));
            case 9 -> new Body(good.getBytes(StandardCharsets.UTF_16), List.of(400, 404));
            case 10 ->
                Body.of("{\"x\": \"" + nonsense.one(List.of("\\u0000", "\\ud800", "\\udc00")) + "\"}", wrong, 404);
            case 11 -> Body.of(sized(good, nonsense.one(List.of(most + 1, most + 1000, 2 * most))), 413);
            case 12 -> Body.of(sized(good, nonsense.one(List.of(most, most - 1))), wrong, 404, 200, 201, 202, 204, 409);
            case 13 -> Body.of("{\"first_name\":1,\"name\":null," + good.strip().substring(1));
            case 14 ->
                Body.of("{\"custom_fields\":{\"a\":" + nonsense.value(0) + ",\"b\":" + nonsense.value(0) + "},"
                        + good.strip().substring(1));
            case 15 -> new Body(flipped(good), ANY);
            default -> Body.of(nonsense.object(good));
        };
    }

    /** So many bytes, by a text in a member that the route knows or one that it doesn't. */
    private String sized(String good, int length) {
        var begin = "{\"" + nonsense.one(List.of("x", "notes", "first_name", "name", "email", "message")) + "\":\"";
        var rest = good.strip().substring(1);
        var end = "\"" + (rest.startsWith("}") ? "" : ",") + rest;
        return begin + "x".repeat(length - begin.length() - end.getBytes(StandardCharsets.UTF_8).length) + end;
    }

    /** With bytes in its first text that are no UTF-8. */
    private byte[] broken(String good) {
        var bad = nonsense.one(List.of(
                "\u00ff", "\u00c3\u0028", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u0080", "\u00c0\u0080"));
        var at = good.indexOf('"') + 1;
        return (good.substring(0, at) + bad + good.substring(at)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] flipped(String good) {
        var bytes = good.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i <= nonsense.number(3); i++) {
            bytes[nonsense.number(bytes.length)] = (byte) nonsense.number(256);
        }
        return bytes;
    }

    private BadRequest form(String target, Map<String, String> headers) {
        var isMultipart = nonsense.chance(0.5);
        headers.put(
                "Content-Type", isMultipart ? "multipart/form-data; boundary=b" : "application/x-www-form-urlencoded");
        var text = new StringBuilder();
        for (var i = 0; i <= nonsense.one(List.of(0, 1, 3, 3000)); i++) {
            var name = nonsense.one(List.of("email", "first_name", "tags", "custom_fields", "x", "", "[]", "notes"))
                    + nonsense.one(List.of(
                            "",
                            "",
                            "[]",
                            "[0]",
                            "[a]",
                            "[a][b]",
                            "[",
                            "]",
                            "[a",
                            "[][]",
                            "[x]".repeat(30),
                            "[999999999]"));
            var value = nonsense.one(VALUES);
            text.append(
                    isMultipart
                            ? "--b\r\nContent-Disposition: form-data; name=\"" + name + "\""
                                    + nonsense.one(List.of(
                                            "", "", "; filename=\"x\"", "; filename", "\r\nContent-Type: text/plain"))
                                    + "\r\n\r\n" + value + "\r\n"
                            : name + "=" + value + "&");
        }
        if (isMultipart) {
            text.append(nonsense.one(List.of("--b--\r\n", "--b--", "--b", "", "--c--", "--b\r\n\r\n")));
        }
        return new BadRequest(route.method(), target, headers, text.toString().getBytes(StandardCharsets.UTF_8), ANY);
    }
}
