package leadhub.bots.pages;

import java.util.Objects;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.bots.models.ModelTerms;
import leadhub.outside.OutsideTargets;
import leadhub.outside.OutsideUrl;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.jspecify.annotations.Nullable;

/** Reads what is typed about a bot's language model. */
final class ModelForm {
    private ModelForm() {}

    static Input input(Visit visit) {
        var body = Json.MAPPER.createObjectNode();
        for (var name : new String[] {"url", "model", "deadline_seconds", "per_conversation", "per_day", "per_month"}) {
            body.put(name, visit.field(name).strip());
        }
        var key = visit.field("key").strip();
        if (!key.isEmpty()) {
            body.put("key", key);
        } else if (!visit.field("forgets_key").isEmpty()) {
            body.putNull("key");
        }
        for (var name : new String[] {"is_active", "is_streamed", "sends_lead_data"}) {
            body.put(name, !visit.field(name).isEmpty());
        }
        return new Input(body);
    }

    /** Asks where the address leads; in no transaction. */
    static ModelTerms terms(Input input, OutsideTargets targets) {
        input.require("url");
        input.require("model");
        var terms = new ModelTerms(
                flag(input, "is_active"),
                url(input, targets),
                input.solidText("model", ModelTerms.MOST_MODEL).over(""),
                flag(input, "is_streamed"),
                flag(input, "sends_lead_data"),
                number(input, "deadline_seconds", ModelTerms.MOST_SECONDS),
                new ModelTerms.Budgets(
                        number(input, "per_conversation", ModelTerms.MOST_REQUESTS),
                        number(input, "per_day", ModelTerms.MOST_REQUESTS),
                        number(input, "per_month", ModelTerms.MOST_REQUESTS)));
        return terms;
    }

    static Change<@Nullable String> key(Input input) {
        return input.text("key", ModelTerms.MOST_KEY);
    }

    private static String url(Input input, OutsideTargets targets) {
        var typed = input.solidText("url", ModelTerms.MOST_URL).over("");
        if (input.errors().has("url")) {
            return "";
        }
        var url = OutsideUrl.parse(typed);
        if (url.isEmpty()) {
            input.reject("url", Refusal.of("url"));
            return "";
        }
        targets.lookUp(url.get());
        if (targets.leadInside(url.get())) {
            input.reject("url", Refusal.of("webhook.private_target"));
        }
        return url.get().toString();
    }

    private static boolean flag(Input input, String name) {
        return Boolean.TRUE.equals(input.bool(name).over(false));
    }

    private static int number(Input input, String name, int most) {
        var number = Objects.requireNonNullElse(input.integer(name).over(0L), 0L);
        if (!input.errors().has(name) && (number < 1 || number > most)) {
            input.reject(name, Refusal.of("between").with("min", 1).with("max", most));
            return 1;
        }
        return number.intValue();
    }
}
