package leadhub.web.intake;

import leadhub.base.Problem;
import leadhub.base.Refusal;

/** What a JSON body will cost once it is read: a value of three bytes becomes an object of fifty. */
final class JsonValues {
    private static final int MOST = 200_000;
    /** Bytes; an object with one member, shared between the two. */
    private static final int MEMORY_OF_ONE = 80;

    private JsonValues() {}

    /**
     * The memory that its values take beside their texts; bytes.
     *
     * @throws leadhub.base.ProblemException if there are more than anybody needs
     */
    static long memory(byte[] json) {
        var count = 1;
        var isText = false;
        for (var i = 0; i < json.length; i++) {
            switch (json[i]) {
                case '"' -> isText = !isText;
                case '\\' -> i += isText ? 1 : 0;
                case ',', ':', '[', '{' -> count += isText ? 0 : 1;
                default -> {}
            }
            if (count > MOST) {
                throw new Problem.BadRequest(Refusal.of("body.values").with("max", MOST)).exception();
            }
        }
        return (long) count * MEMORY_OF_ONE;
    }
}
