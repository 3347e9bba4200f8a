package leadhub.bots.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.bots.Bots;
import leadhub.bots.knowledge.DocumentForms;
import leadhub.bots.knowledge.DocumentForms.SentFile;
import leadhub.bots.knowledge.DocumentReader;
import leadhub.bots.knowledge.Knowledge;
import leadhub.bots.knowledge.Questions;
import leadhub.panel.FormErrors;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.Input;
import leadhub.web.intake.UploadLimits;
import leadhub.web.intake.UploadedFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a bot knows: its documents, what is added, and the questions that found no answer. */
@Component
class KnowledgePages implements PageRoutes.Provider {
    private static final String ALL = "/settings/bots/{bot}/knowledge";
    private static final String PAGE = "bots/knowledge.jte";
    private static final UploadLimits LIMITS =
            new UploadLimits(DocumentReader.MOST_BYTES, 1, DocumentReader.MOST_BYTES + (2 << 20), 1 << 20);

    private final Bots bots;
    private final Knowledge knowledge;
    private final Questions questions;
    private final DocumentForms forms;

    KnowledgePages(Bots bots, Knowledge knowledge, Questions questions, DocumentForms forms) {
        this.bots = bots;
        this.knowledge = knowledge;
        this.questions = questions;
        this.forms = forms;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.MANAGER, visit -> show(visit, FormErrors.NONE))
                .postFiles(ALL, Role.MANAGER, LIMITS, this::add)
                .post(ALL + "/{id}/delete", Role.MANAGER, this::delete)
                .post("/settings/bots/{bot}/questions/dismiss", Role.MANAGER, this::dismiss);
    }

    private Reply show(Visit visit, FormErrors mistake) {
        var caller = visit.caller();
        var bot = bots.get(caller, visit.call().text(0));
        var asked = visit.field("question").isEmpty() ? visit.asked("question").orElse("") : visit.field("question");
        var language =
                visit.field("language").isEmpty() ? visit.asked("language").orElse("") : visit.field("language");
        var screen = new KnowledgeScreen(
                bot,
                knowledge.list(caller, bot.id()),
                questions.list(caller, bot.id()),
                asked,
                bot.terms().languages().contains(language)
                        ? language
                        : bot.terms().language(),
                mistake);
        return mistake.isNone() ? Reply.page(PAGE, screen) : Reply.refused(PAGE, screen);
    }

    private Reply add(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        var mistake = FormErrors.of("document", visit.form(), () -> {
            var body = Json.MAPPER.createObjectNode();
            for (var name : new String[] {"title", "content", "format", "language", "url"}) {
                body.put(name, visit.field(name));
            }
            var document = forms.read(visit.caller(), bot.id(), new Input(body), file(visit));
            if (visit.field("question").isEmpty()) {
                knowledge.add(visit.caller(), bot.id(), document);
            } else {
                questions.answer(visit.caller(), bot.id(), visit.field("question"), document);
            }
        });
        return mistake.isNone() ? Reply.redirect(path(bot.id())).saying("bots.knowledge.added") : show(visit, mistake);
    }

    private static @Nullable SentFile file(Visit visit) {
        return visit.files().stream()
                .filter(one -> one.field().equals("file") && one.size() > 0)
                .findFirst()
                .map(KnowledgePages::sent)
                .orElse(null);
    }

    private static SentFile sent(UploadedFile file) {
        try (var in = file.open()) {
            return new SentFile(file.name(), in.readNBytes(DocumentReader.MOST_BYTES + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply delete(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        knowledge.delete(visit.caller(), bot.id(), visit.id(1));
        return Reply.redirect(path(bot.id())).saying("bots.knowledge.deleted");
    }

    private Reply dismiss(Visit visit) {
        var bot = bots.get(visit.caller(), visit.call().text(0));
        questions.dismiss(visit.caller(), bot.id(), visit.field("language"), visit.field("question"));
        return Reply.redirect(path(bot.id()));
    }

    private static String path(String botId) {
        return "/settings/bots/" + botId + "/knowledge";
    }
}
