package leadhub.bots.pages;

import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.bots.Bot;
import leadhub.bots.BotReader;
import leadhub.bots.Bots;
import leadhub.bots.flows.BotFigures;
import leadhub.bots.flows.BotFlows;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import org.springframework.stereotype.Component;

/** Bots: all of them, and one with what it says, how it looks, and how it is put into other pages. */
@Component
class BotPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/bots";
    private static final String ONE = ALL + "/{bot}";

    private final Bots bots;
    private final BotReader reader;
    private final BotFigures figures;
    private final BotFlows flows;

    BotPages(Bots bots, BotReader reader, BotFigures figures, BotFlows flows) {
        this.flows = flows;
        this.bots = bots;
        this.reader = reader;
        this.figures = figures;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, visit -> list(visit, FormErrors.NONE))
                .inSettings(45, "message-chatbot", "bots.title")
                .post(ALL, Role.MANAGER, this::create)
                .get(ONE, Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .post(ONE, Role.MANAGER, this::change)
                .post(ONE + "/delete", Role.MANAGER, this::delete);
    }

    private Reply list(Visit visit, FormErrors mistake) {
        var all = new BotList(bots.list(visit.caller(), new Slice(0, Bot.MOST)).items(), mistake);
        return mistake.isNone() ? Reply.page("bots/list.jte", all) : Reply.refused("bots/list.jte", all);
    }

    private Reply create(Visit visit) {
        var made = new Bot[1];
        var mistake = BotForm.tried("new", visit, () -> {
            var language = reader.usual(visit.caller()).language();
            var terms = reader.create(visit.caller(), new Input(BotForm.start(visit, language)));
            var start = BotStart.ofWord(visit.field("start")).orElse(BotStart.CONTACT);
            made[0] = flows.create(visit.caller(), terms, StartingFlow.of(start, language));
        });
        return mistake.isNone()
                ? Reply.redirect(ALL + "/" + made[0].id()).saying("bots.created")
                : list(visit, mistake);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        var screen = new BotScreen(bot, visit.origin(), figures.of(visit.caller(), bot.id()), mistake);
        return mistake.isNone() ? Reply.page("bots/bot.jte", screen) : Reply.refused("bots/bot.jte", screen);
    }

    private Reply change(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        var mistake = BotForm.tried("bot", visit, () -> {
            var change = reader.change(new Input(BotForm.body(visit)));
            bots.change(visit.caller(), bot.id(), change);
        });
        return mistake.isNone() ? Reply.redirect(ALL + "/" + bot.id()).saying("settings.saved") : show(visit, mistake);
    }

    private Reply delete(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        bots.delete(visit.caller(), bot.id());
        return Reply.redirect(ALL).saying("bots.deleted", bot.name());
    }
}
