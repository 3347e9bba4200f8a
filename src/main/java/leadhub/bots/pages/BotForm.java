package leadhub.bots.pages;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.panel.FormErrors;
import leadhub.panel.Visit;
import leadhub.web.Words;
import tools.jackson.databind.node.ObjectNode;

/** Makes what is typed about a bot into what the API reads, so that pages have no rules of their own. */
final class BotForm {
    private static final List<String> TEXTS = List.of("greeting", "answer", "consent_text");

    private BotForm() {}

    /** A whole bot as its page shows it. */
    static ObjectNode body(Visit visit) {
        var body = Json.MAPPER.createObjectNode();
        for (var name : List.of("name", "language", "primary_color")) {
            body.put(name, visit.field(name));
        }
        for (var name : List.of("is_active", "asks_email", "asks_phone")) {
            body.put(name, !visit.field(name).isEmpty());
        }
        text(body, "avatar_url", visit.field("avatar_url").strip());
        text(body, "retention_days", visit.field("retention_days").strip());
        texts(visit, body, "");
        hosts(body, visit.field("allowed_hosts"));
        var translations = body.putObject("translations");
        Words.LANGUAGES.stream()
                .filter(language -> !visit.field("speaks." + language).isEmpty())
                .filter(language -> !language.equals(visit.field("language")))
                .forEach(language -> texts(visit, translations.putObject(language), "." + language));
        return body;
    }

    /** What makes a new one. */
    static ObjectNode start(Visit visit, String language) {
        var body = Json.MAPPER.createObjectNode().put("name", visit.field("name"));
        body.put("language", language);
        BotStart.ofWord(visit.field("start")).orElse(BotStart.CONTACT).fill(body, language);
        hosts(body, visit.field("allowed_hosts"));
        return body;
    }

    private static void texts(Visit visit, ObjectNode body, String of) {
        TEXTS.forEach(name ->
                text(body, name, visit.field(name + of).replace("\r\n", "\n").strip()));
    }

    private static void text(ObjectNode body, String name, String text) {
        body.put(name, text.isEmpty() ? null : text);
    }

    private static void hosts(ObjectNode body, String typed) {
        var hosts = body.putArray("allowed_hosts");
        // Somebody may paste the address of a page.
        Stream.of(typed.split("[\\s,]+"))
                .map(host -> host.replaceFirst("(?i)^https?://", "").replaceFirst("/.*", ""))
                .filter(host -> !host.isEmpty())
                .forEach(hosts::add);
    }

    /** What is wrong stands at the field that was typed into: {@code allowed_hosts.2} at the hosts. */
    static FormErrors tried(String form, Visit visit, Runnable verb) {
        return FormErrors.of(form, visit.form(), () -> {
            try {
                verb.run();
            } catch (ProblemException e) {
                throw e.problem() instanceof Problem.Invalid(var errors)
                        ? new Problem.Invalid(byField(errors)).exception()
                        : e;
            }
        });
    }

    private static Map<String, List<Refusal>> byField(Map<String, List<Refusal>> errors) {
        var fields = new LinkedHashMap<String, List<Refusal>>();
        errors.forEach((path, refusals) -> fields.putIfAbsent(
                path.replaceFirst("^translations\\.([^.]+)\\.(.+)$", "$2.$1")
                        .replaceFirst("^allowed_hosts\\..*", "allowed_hosts"),
                refusals));
        return fields;
    }
}
