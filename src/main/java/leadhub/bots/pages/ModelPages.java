package leadhub.bots.pages;

import leadhub.base.Role;
import leadhub.bots.Bots;
import leadhub.bots.models.BotModels;
import leadhub.bots.models.ModelUses;
import leadhub.outside.OutsideTargets;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Which language model a bot asks, and how often it may. */
@Component
class ModelPages implements PageRoutes.Provider {
    private static final String ALL = "/settings/bots/{bot}/model";
    private static final String PAGE = "bots/model.jte";

    private final Bots bots;
    private final BotModels models;
    private final ModelUses uses;
    private final OutsideTargets targets;

    ModelPages(Bots bots, BotModels models, ModelUses uses, OutsideTargets targets) {
        this.bots = bots;
        this.models = models;
        this.uses = uses;
        this.targets = targets;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getProven(ALL, Role.ADMIN, visit -> show(visit, FormErrors.NONE))
                .postProven(ALL, Role.ADMIN, this::save)
                .postProven(ALL + "/delete", Role.ADMIN, this::remove);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        var screen = new ModelScreen(
                bot, models.get(visit.caller(), bot.id()).orElse(null), uses.of(visit.caller(), bot.id()), mistake);
        return mistake.isNone() ? Reply.page(PAGE, screen) : Reply.refused(PAGE, screen);
    }

    private Reply save(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        var input = ModelForm.input(visit);
        var mistake = FormErrors.of("model", visit.form(), () -> {
            var terms = ModelForm.terms(input, targets);
            var key = ModelForm.key(input);
            input.errors().check();
            models.save(visit.caller(), bot.id(), terms, key);
        });
        return mistake.isNone() ? Reply.redirect(path(bot.id())).saying("settings.saved") : show(visit, mistake);
    }

    private Reply remove(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        models.remove(visit.caller(), bot.id());
        return Reply.redirect(path(bot.id())).saying("bots.model.removed");
    }

    private static String path(String botId) {
        return "/settings/bots/" + botId + "/model";
    }
}
