package leadhub.api;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Makes texts and JSON that nobody should send, always the same from the same seed. */
final class Nonsense {
    private static final List<String> MEMBERS = lines("""
            first_name last_name email phone company job_title linkedin_url source status pipeline_id
            pipeline_stage_id assigned_user_id deal_value starred notes custom_fields tags tag name color
            description is_default stages position is_won is_lost role password message botId lead_score id
            created_at __proto__ \\u0000 \\ud800
            """, "\\s+", "", " ");

    /** As they stand between quotation marks in JSON. */
    private static final List<String> WORDS = lines("""
            a
            5
            5.0
            5a
            -1
            +5
            ١
            true
            on
            null
            won
            admin
            suspended
            #64748b
            #zzzzzz
            2026-02-30
            a@b
            @
            x@x..y
            \\"a b\\"@example.com
            x@[127.0.0.1]
            ü@ü.de
            +1 415 555 1234
            tel:+1-201-555-0123;ext=5
            \\u00a0\\ufeff
            \\u0000
            a\\u0000b
            \\ud800
            \\udc00\\ud800
            \\ud83d\\ude00
            😀
            İıßﬃ
            é
            \\u0301
            \\u001f
            \\u202e
            %
            _
            \\\\
            ' or 1=1 --
            {}
            <script>
            lead_abc
            a1b2c3d4-e5f6-7890-abcd-ef1234567890
            """, "\\n", "", " ");

    private static final List<String> NUMBERS = lines(
            """
            0 -0 -0.0 1 5.0 5.5 -5 1e0 1e2 1e-2 0e999999999 1e400 -1e400 1e999 1e2000 1e9999 1e20000 1e-400 1e-9999
            1e999999999 1e-999999999 1e99999999999 9999999999999.99 9999999999999.999 10000000000000 2147483648
            9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775809 999999999999999999999999
            """,
            "\\s+",
            "1".repeat(400),
            "1".repeat(1001),
            "0." + "1".repeat(900),
            "1".repeat(900) + "e900",
            "0.1" + "0".repeat(50));

    private final RandomGenerator random;

    Nonsense(RandomGenerator random) {
        this.random = random;
    }

    /** The pieces of a text, and some that can't be written in one. */
    static List<String> lines(String text, String separator, String... more) {
        return Stream.concat(Stream.of(text.strip().split(separator)), Stream.of(more))
                .toList();
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int number(int below) {
        return random.nextInt(below);
    }

    /** A valid JSON object: known members with values of any kind, put into a good one. */
    String object(String good) {
        var members = new ArrayList<String>();
        for (var i = 0; i <= random.nextInt(3); i++) {
            members.add(quoted(one(MEMBERS)) + ":" + value(0));
        }
        var rest = good.strip().substring(1);
        return chance(0.5)
                ? "{" + String.join(",", members) + (rest.strip().equals("}") ? rest : "," + rest)
                : rest.strip().equals("}")
                        ? "{" + String.join(",", members) + "}"
                        : "{" + rest.substring(0, rest.lastIndexOf('}')) + "," + String.join(",", members) + "}";
    }

    /** A JSON value of any kind. */
    String value(int depth) {
        return switch (random.nextInt(depth > 3 ? 6 : 10)) {
            case 0 -> one(List.of("null", "true", "false"));
            case 1, 2 -> one(NUMBERS);
            case 3, 4 -> quoted(one(WORDS));
            case 5 -> quoted(longText());
            case 6 -> list(depth);
            case 7, 8 -> members(depth);
            default -> nested(one(List.of(3, 50, 95, 97, 98)), chance(0.5));
        };
    }

    private String list(int depth) {
        var size = one(List.of(0, 1, 2, 3, 51, 101));
        var items = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            items.add(size > 3 ? quoted("t" + i) : value(depth + 1));
        }
        return "[" + String.join(",", items) + "]";
    }

    private String members(int depth) {
        var members = new ArrayList<String>();
        for (var i = 0; i < random.nextInt(4); i++) {
            members.add(quoted(chance(0.5) ? one(MEMBERS) : one(WORDS)) + ":" + value(depth + 1));
        }
        return "{" + String.join(",", members) + "}";
    }

    private String longText() {
        return one(List.of("x", "\u00e4", "\ud83d\ude00", "a b ", "\\u00e4", "."))
                .repeat(one(List.of(50, 51, 200, 255, 256, 5001, 16_384)));
    }

    /** So many brackets deep. */
    static String nested(int depth, boolean objects) {
        return objects ? "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) : "[".repeat(depth) + "]".repeat(depth);
    }

    static String quoted(String escaped) {
        return '"' + escaped + '"';
    }
}
