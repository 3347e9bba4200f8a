package leadhub.actions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What somebody asks an action to do, and how it is read; whatever is wrong is refused at once, by its path. */
public final class ActionRequest {
    private final Caller caller;
    private final Input input;
    private final UnaryOperator<String> path;
    private final boolean createsTags;

    /**
     * @param path from the key of a field to how the answer names it, such as {@code steps.2.config.tag}
     * @param createsTags whether a tag that isn't there yet is made
     */
    public ActionRequest(Caller caller, ObjectNode given, UnaryOperator<String> path, boolean createsTags) {
        this.caller = caller;
        this.input = input(given, path);
        this.path = path;
        this.createsTags = createsTags;
    }

    public Caller caller() {
        return caller;
    }

    public boolean createsTags() {
        return createsTags;
    }

    public boolean has(String key) {
        return input.node().hasNonNull(key);
    }

    /** The whole number in a field. */
    public long number(String key) {
        return required(key, input.integer(key).over(null));
    }

    /** The text in a field. */
    public String text(String key, int most) {
        return required(key, input.text(key, most).over(null));
    }

    /** Whether a field is true. */
    public boolean isTrue(String key) {
        return required(key, input.bool(key).over(null));
    }

    /** One of a choice's words. */
    public <T> T choice(String key, Function<String, Optional<T>> ofWord) {
        return ofWord.apply(text(key, 255)).orElseThrow(() -> refused(key, Refusal.of("in")));
    }

    /** Whatever stands in a field; null is a value too. */
    public JsonNode value(String key) {
        if (!input.node().has(key)) {
            throw refused(key, Refusal.of("required"));
        }
        return input.node().required(key);
    }

    /** What a reader makes of the fields; what it rejects is refused. */
    public <T> @Nullable T read(Function<Input, @Nullable T> reader) {
        var read = reader.apply(input);
        if (input.errors().any()) {
            throw invalid(input.errors().byField(), path);
        }
        return read;
    }

    /** Texts that can't be stored are refused before any field is read. */
    private static Input input(ObjectNode given, UnaryOperator<String> path) {
        try {
            return new Input(given);
        } catch (ProblemException e) {
            throw e.problem() instanceof Problem.Invalid(var errors) ? invalid(errors, path) : e;
        }
    }

    private static ProblemException invalid(Map<String, List<Refusal>> byField, UnaryOperator<String> path) {
        var errors = new LinkedHashMap<String, List<Refusal>>();
        byField.forEach((field, refusals) -> errors.put(path.apply(field), refusals));
        return new Problem.Invalid(errors).exception();
    }

    private <T> T required(String key, @Nullable T value) {
        if (input.errors().any()) {
            throw invalid(input.errors().byField(), path);
        }
        if (value == null) {
            throw refused(key, Refusal.of("required"));
        }
        return value;
    }

    /** What to throw where something else speaks against a field. */
    public ProblemException refused(String key, Refusal refusal) {
        return Problem.invalid(path.apply(key), refusal).exception();
    }
}
