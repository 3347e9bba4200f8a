package leadhub.bots.pages;

import leadhub.bots.Bot;
import leadhub.bots.models.BotModel;
import leadhub.bots.models.ModelTerms;
import leadhub.bots.models.ModelUses;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/** The model of the page about a bot's language model. @param model null for none */
public record ModelScreen(Bot bot, @Nullable BotModel model, ModelUses.Used used, FormErrors mistake) {
    public String path() {
        return "/settings/bots/" + bot.id() + "/model";
    }

    public ModelTerms terms() {
        return model == null ? ModelTerms.USUAL : model.terms();
    }

    public boolean hasKey() {
        return model != null && model.hasKey();
    }

    public BotModel.@Nullable Failure failure() {
        return model == null ? null : model.failure();
    }
}
