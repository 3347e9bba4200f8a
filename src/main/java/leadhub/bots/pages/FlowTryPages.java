package leadhub.bots.pages;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.bots.Bots;
import leadhub.bots.flows.FlowFields;
import leadhub.bots.flows.FlowTrials;
import leadhub.conversations.Message;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Goes through a draft in the panel, as a visitor would. What was said stands in the page. */
@Component
class FlowTryPages implements PageRoutes.Provider {
    private static final String TRY = "/settings/bots/{bot}/flow/try";
    private static final int MOST_SAID = 100;

    private final Bots bots;
    private final FlowTrials trials;
    private final FlowFields fields;

    FlowTryPages(Bots bots, FlowTrials trials, FlowFields fields) {
        this.bots = bots;
        this.trials = trials;
        this.fields = fields;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(TRY, Role.MANAGER, this::begin).post(TRY, Role.MANAGER, this::go);
    }

    private Reply begin(Visit visit) {
        return show(
                visit,
                visit.asked("language").orElse(""),
                visit.asked("is_open").orElse(""),
                List.of());
    }

    private Reply go(Visit visit) {
        var said = new ArrayList<String>();
        visit.form().node().path("said").forEach(one -> said.add(one.asString("")));
        var chosen = visit.field("choose");
        var text = Texts.trim(chosen.isEmpty() ? visit.field("content") : chosen);
        if (!text.isEmpty() && text.length() <= Message.MOST_CHARACTERS) {
            said.add(text);
        }
        return show(
                visit,
                visit.field("language"),
                visit.field("is_open"),
                said.stream().limit(MOST_SAID).toList());
    }

    private Reply show(Visit visit, String language, String isOpen, List<String> said) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        var spoken = language.isEmpty() ? bot.terms().language() : bot.terms().spoken(language);
        var open = isOpen.equals("true") || isOpen.equals("false") ? isOpen : "";
        var trial = trial(
                visit, bot.id(), new FlowTrials.Terms(spoken, open.isEmpty() ? null : Boolean.valueOf(open)), said);
        return Reply.page(
                "bots/flow-try.jte", new FlowTry(bot, trial, said, spoken, open, fields.asked(visit.caller())));
    }

    /** Null where there is something to put right first. */
    private FlowTrials.@Nullable Trial trial(Visit visit, String botId, FlowTrials.Terms terms, List<String> said) {
        try {
            return trials.of(visit.caller(), botId, terms, said);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid) {
                return null;
            }
            throw e;
        }
    }
}
