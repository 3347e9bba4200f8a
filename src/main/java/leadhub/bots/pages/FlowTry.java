package leadhub.bots.pages;

import java.util.List;
import java.util.Locale;
import leadhub.bots.Bot;
import leadhub.bots.flows.FlowTrials;
import leadhub.bots.flows.FlowTurn;
import leadhub.conditions.ConditionField;
import leadhub.panel.Page;
import org.jspecify.annotations.Nullable;

/**
 * The model of a try-out.
 *
 * @param trial null for a flow that can't be gone through yet
 * @param said what the visitor has said so far
 * @param isOpen {@code true} or {@code false}; "" for as it is now
 */
public record FlowTry(
        Bot bot,
        FlowTrials.@Nullable Trial trial,
        List<String> said,
        String language,
        String isOpen,
        List<ConditionField> fields) {

    public String path() {
        return "/settings/bots/" + bot.id() + "/flow";
    }

    /** Whether the bot waits for an answer. */
    public boolean isOn() {
        return trial != null && trial.outcome() == FlowTurn.Outcome.WAITS && last() != null;
    }

    private FlowTurn.@Nullable Line last() {
        var messages = trial == null ? List.<FlowTrials.Said>of() : trial.messages();
        var line = messages.isEmpty() ? null : messages.getLast().line();
        return line == null || line.asks() == null ? null : line;
    }

    public List<String> options() {
        var line = last();
        return line == null || line.asks() == null ? List.of() : line.asks().options();
    }

    public String outcome() {
        return trial == null ? "" : trial.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** How people call a field of the lead. */
    public String label(Page page, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .map(field -> field.custom() == null
                        ? page.say(field.message())
                        : field.custom().label())
                .orElse(name);
    }
}
