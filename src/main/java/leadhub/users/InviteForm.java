package leadhub.users;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.web.input.Emails;
import leadhub.web.input.Input;

/**
 * The form for inviting a user.
 *
 * @param typed the values as typed, by field
 * @param problems the message keys of errors, by field
 */
public record InviteForm(Map<String, String> typed, Map<String, String> problems) {
    static final InviteForm EMPTY = new InviteForm(Map.of(), Map.of());

    /** The user to create; problems are collected in the form's errors. */
    static NewUser read(Input form) {
        var name = form.text("name", User.MOST_NAME_CHARACTERS).over(null);
        var email = form.text("email", User.MOST_EMAIL_CHARACTERS, Emails::isValid, Refusal.of("email"))
                .over(null);
        form.require("name");
        form.require("email");
        var role = form.text("role", 20).over(null);
        return new NewUser(
                name == null ? "" : name,
                email == null ? "" : email,
                Role.ofWord(role == null ? "" : role).orElse(Role.AGENT),
                Status.INVITED,
                null);
    }

    /** The form as submitted. */
    static InviteForm again(Input form) {
        var typed = new LinkedHashMap<String, String>();
        Stream.of("name", "email", "role").forEach(field -> {
            var value = form.node().get(field);
            if (value != null && value.isString()) {
                typed.put(field, value.stringValue());
            }
        });
        var problems = new LinkedHashMap<String, String>();
        form.errors().byField().forEach((field, messages) -> problems.put(field, problem(field, messages)));
        return new InviteForm(typed, problems);
    }

    private static String problem(String field, List<Refusal> messages) {
        if (field.equals("name")) {
            return "team.wrong.name";
        }
        return messages.contains(Users.EMAIL_TAKEN) ? "team.wrong.email-taken" : "team.wrong.email";
    }

    public String typed(String field) {
        return typed.getOrDefault(field, "");
    }

    public boolean isWrong(String field) {
        return problems.containsKey(field);
    }

    /** The message key of a field's error. */
    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }

    public boolean isOf(Role role) {
        return typed("role").isEmpty() ? role == Role.AGENT : typed("role").equals(role.word());
    }
}
