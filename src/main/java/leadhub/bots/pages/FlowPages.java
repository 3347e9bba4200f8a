package leadhub.bots.pages;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import leadhub.automations.pages.DraftTree;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.bots.flows.BotFlow;
import leadhub.bots.flows.BotFlows;
import leadhub.bots.flows.FlowFields;
import leadhub.conditions.ConditionField;
import leadhub.leads.pages.CriterionLines;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page on which a bot's flow is drawn: one form, which is sent as a whole with whatever is done to it, and kept as a draft at
 * once.
 */
@Component
class FlowPages implements PageRoutes.Provider {
    private static final String ONE = "/settings/bots/{bot}/flow";
    private static final String PAGE = "bots/flow.jte";
    private static final String PART = "bots/flow-form.jte";

    private final Bots bots;
    private final BotFlows flows;
    private final FlowFields fields;
    private final CriterionLines lines;

    FlowPages(Bots bots, BotFlows flows, FlowFields fields, CriterionLines lines) {
        this.bots = bots;
        this.flows = flows;
        this.fields = fields;
        this.lines = lines;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ONE, Role.MANAGER, this::show)
                .post(ONE, Role.MANAGER, this::change)
                .getPart(ONE + "/condition", Role.MANAGER, this::condition);
    }

    private Reply show(Visit visit) {
        var bot = bot(visit);
        var flow = flows.get(visit.caller(), bot.id());
        var isChecked = visit.asked("check").isPresent();
        var screen = screen(visit, bot, flow, body(flow.latest()), isChecked, false, "");
        return Reply.page(FlowSize.fits(screen) ? PAGE : "bots/flow-large.jte", screen);
    }

    private Bot bot(Visit visit) {
        return bots.get(visit.caller(), visit.call().text(0));
    }

    private static ObjectNode body(ArrayNode steps) {
        var body = Json.MAPPER.createObjectNode();
        body.set("steps", steps.deepCopy());
        return body;
    }

    private FlowScreen screen(
            Visit visit, Bot bot, BotFlow flow, ObjectNode body, boolean isChecked, boolean isOutdated, String focus) {
        var problems = isOutdated ? Map.<String, List<Refusal>>of() : flow.problems();
        return new FlowScreen(
                bot,
                flow,
                new FlowScreen.Shown(body, problems, isChecked, isOutdated, focus),
                new FlowScreen.Offer(fields.written(visit.caller()), asked(visit, body)));
    }

    private List<ConditionField> asked(Visit visit, JsonNode body) {
        return Stream.concat(FlowScreen.answers(body).stream(), fields.asked(visit.caller()).stream())
                .toList();
    }

    private Reply change(Visit visit) {
        var bot = bot(visit);
        var asked = visit.field("op").split(":", 2);
        var verb = asked[0];
        if (verb.equals("discard")) {
            flows.save(visit.caller(), bot.id(), visit.field("token"), null);
            return shown(visit, bot, false, "");
        }
        var before = Json.MAPPER.createObjectNode();
        before.set("steps", flows.get(visit.caller(), bot.id()).latest());
        var body = new FlowForm(visit, asked(visit, before)).read();
        var focus = FlowForm.apply(visit, new DraftTree(body), verb, asked.length < 2 ? "" : asked[1]);
        var token = verb.equals("overwrite") && asked.length > 1 ? asked[1] : visit.field("token");
        var isChecked = !visit.field("checked").isEmpty() || verb.equals("publish");
        if (!flows.save(visit.caller(), bot.id(), token, (ArrayNode) body.get("steps"))) {
            var flow = flows.get(visit.caller(), bot.id());
            return Reply.refused(visit.isPart() ? PART : PAGE, screen(visit, bot, flow, body, isChecked, true, ""));
        }
        return verb.equals("publish") ? publish(visit, bot) : shown(visit, bot, isChecked, focus);
    }

    private Reply publish(Visit visit, Bot bot) {
        var flow = flows.get(visit.caller(), bot.id());
        if (!flow.problems().isEmpty()) {
            var screen = screen(visit, bot, flow, body(flow.latest()), true, false, "problems");
            return Reply.refused(visit.isPart() ? PART : PAGE, screen);
        }
        flows.publish(visit.caller(), bot.id());
        return shown(visit, bot, false, "").saying("bots.flow.published");
    }

    private Reply shown(Visit visit, Bot bot, boolean isChecked, String focus) {
        var flow = flows.get(visit.caller(), bot.id());
        var screen = screen(visit, bot, flow, body(flow.latest()), isChecked, false, focus);
        return visit.isPart()
                ? Reply.page(PART, screen)
                : Reply.redirect(screen.path() + (isChecked ? "?check=1" : ""));
    }

    /** A line of a list of conditions, while it is being filled in. */
    private Reply condition(Visit visit) {
        var flow = flows.get(visit.caller(), bot(visit).id());
        var above = visit.asked("above")
                .filter(text -> text.matches("[1-9][0-9]{2,4}"))
                .orElse("100");
        var line = lines.read(visit, asked(visit, body(flow.latest())), Integer.parseInt(above));
        return Reply.page(
                "bots/flow-condition.jte", new FlowCondition(visit.call().text(0), line));
    }
}
