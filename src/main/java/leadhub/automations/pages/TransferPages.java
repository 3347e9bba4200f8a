package leadhub.automations.pages;

import java.nio.charset.StandardCharsets;
import leadhub.automations.AutomationChange;
import leadhub.automations.AutomationDrafts;
import leadhub.automations.Automations;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** Automations go as files from one workspace to another. */
@Component
class TransferPages implements PageRoutes.Provider {
    private final Automations automations;
    private final AutomationDrafts drafts;
    private final AutomationFiles files;
    private final StepKinds kinds;

    TransferPages(Automations automations, AutomationDrafts drafts, AutomationFiles files, StepKinds kinds) {
        this.automations = automations;
        this.drafts = drafts;
        this.files = files;
        this.kinds = kinds;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.getPart(AutomationPages.ONE + "/export", Role.MANAGER, this::export)
                .post(AutomationPages.ALL + "/import", Role.MANAGER, this::bringIn);
    }

    /** What is published. */
    private Reply export(Visit visit) {
        var known = automations.get(visit.caller(), visit.id(0));
        var file = files.write(
                visit.caller(), drafts.published(visit.caller(), known).body());
        return new Reply.Download(
                "automation-" + known.automation().id() + ".json",
                "application/json",
                file.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    /** It becomes a draft of a new automation that is off: what is missing has to be chosen before it can be published. */
    private Reply bringIn(Visit visit) {
        var read = files.read(visit.caller(), visit.field("file"));
        if (read.isEmpty() || !BuilderSize.fits(kinds, read.get().body())) {
            return Reply.redirect(AutomationPages.ALL).saying("automations.no-file");
        }
        var body = read.get().body();
        AutomationDrafts.checkSteps(body);
        var trigger = Json.MAPPER.createObjectNode().put("type", "lead_created");
        var made = automations.create(
                visit.caller(),
                new AutomationChange(
                        Change.set(body.path("name").stringValue()),
                        Change.keep(),
                        Change.set(false),
                        Change.set(trigger),
                        Change.set(Json.MAPPER.createArrayNode()),
                        Change.keep(),
                        Change.keep(),
                        Change.keep()),
                false);
        var id = made.automation().id();
        drafts.save(visit.caller(), id, drafts.open(visit.caller(), made).token(), body);
        var missing = read.get().missing();
        var reply = Reply.redirect(AutomationPages.path(id) + "?check=1");
        return missing.isEmpty()
                ? reply.saying("automations.imported")
                : reply.saying("automations.imported-missing", String.join(", ", missing));
    }
}
