package leadhub.panel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.web.input.Input;

/**
 * The errors in one of a page's forms, and what was typed into it.
 *
 * @param form the form's name; {@code ""} if there are no errors
 * @param problems what is wrong, by field
 * @param typed the values as typed, by field
 */
public record FormErrors(String form, Map<String, List<Refusal>> problems, Map<String, String> typed) {
    public static final FormErrors NONE = new FormErrors("", Map.of(), Map.of());

    /** One field that is invalid in a way that the page words itself. */
    public static FormErrors at(String form, String field) {
        return new FormErrors(form, Map.of(field, List.of()), Map.of());
    }

    /** Does what a form asks for, unless the form can't be read or the verb refuses it. */
    public static FormErrors of(String form, Input input, Runnable verb) {
        try {
            input.errors().check();
            verb.run();
            return NONE;
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                return new FormErrors(form, Map.copyOf(errors), typed(input));
            }
            throw e;
        }
    }

    private static Map<String, String> typed(Input input) {
        var typed = new LinkedHashMap<String, String>();
        input.node().properties().forEach(field -> {
            if (field.getValue().isString()) {
                typed.put(field.getKey(), field.getValue().stringValue());
            }
        });
        return typed;
    }

    /** Whether there are no errors. */
    public boolean isNone() {
        return form.isEmpty();
    }

    /** Whether a form's field is invalid. */
    public boolean isAt(String form, String field) {
        return this.form.equals(form) && problems.containsKey(field);
    }

    /** What is wrong with a field; empty if nothing is. */
    public List<Refusal> problem(String field) {
        return problems.getOrDefault(field, List.of());
    }

    /** The value to show in a form's field: as typed, else the current one. */
    public String typed(String form, String field, String present) {
        return this.form.equals(form) ? typed.getOrDefault(field, present) : present;
    }
}
