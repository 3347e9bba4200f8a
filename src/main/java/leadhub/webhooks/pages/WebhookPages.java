package leadhub.webhooks.pages;

import java.util.List;
import java.util.Map;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Seal;
import leadhub.conditions.ConditionFields;
import leadhub.leads.pages.CriterionLines;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.WebhookChange;
import leadhub.webhooks.WebhookReader;
import leadhub.webhooks.Webhooks;
import leadhub.webhooks.log.DeliveryLog;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Settings → Webhooks: who is told of what happens. */
@Component
class WebhookPages implements PageRoutes.Provider {
    static final String ALL = "/settings/webhooks";
    static final String ONE = ALL + "/{id}";

    private final Webhooks webhooks;
    private final WebhookReader reader;
    private final DeliveryLog log;
    private final Conditions conditions;
    private final Seal seal;

    WebhookPages(Webhooks webhooks, WebhookReader reader, DeliveryLog log, Conditions conditions, Seal seal) {
        this.webhooks = webhooks;
        this.reader = reader;
        this.log = log;
        this.conditions = conditions;
        this.seal = seal;
    }

    /** What the form offers for conditions. */
    @Component
    record Conditions(ConditionFields fields, CriterionLines lines) {}

    /** What leaves the workspace, and to where, is asked for with the password. */
    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.ADMIN, this::list)
                .inSettings(265, "settings", "webhooks.title")
                .getProven(ALL + "/new", Role.ADMIN, this::blank)
                .inPalette(35, "webhook", "webhooks.new")
                .getPart(ALL + "/condition", Role.ADMIN, this::condition)
                .postProven(ALL, Role.ADMIN, this::create)
                .getProven(ONE + "/edit", Role.ADMIN, this::edit)
                .postProven(ONE, Role.ADMIN, this::change)
                .post(ONE + "/on", Role.ADMIN, visit -> turn(visit, true))
                .post(ONE + "/off", Role.ADMIN, visit -> turn(visit, false))
                .post(ONE + "/delete", Role.ADMIN, this::delete);
    }

    private Reply list(Visit visit) {
        var all = webhooks.all(visit.caller());
        return Reply.page("webhooks/list.jte", new WebhookList(all, log.waiting(visit.caller(), all), seal.isReady()));
    }

    private Reply blank(Visit visit) {
        return Reply.page("webhooks/form.jte", WebhookForm.empty());
    }

    private Reply condition(Visit visit) {
        var line = conditions.lines().read(visit, conditions.fields().all(visit.caller()));
        return Reply.page("webhooks/condition.jte", line);
    }

    private Reply create(Visit visit) {
        try {
            var body = WebhookFormReader.body(visit, conditions.fields().all(visit.caller()));
            reader.lookUp(body.node());
            var wanted = reader.create(visit.caller().workspaceId(), body);
            var made = webhooks.create(visit.caller(), wanted);
            // No redirect, because the secret is shown on this page only.
            return Reply.page("webhooks/secret.jte", new MadeSecret(made.webhook(), made.secret(), true));
        } catch (ProblemException e) {
            return again(visit, null, problems(e));
        }
    }

    private Reply edit(Visit visit) {
        var webhook = webhooks.get(visit.caller(), visit.id(0));
        return Reply.page(
                "webhooks/form.jte", WebhookForm.of(webhook, conditions.fields().all(visit.caller())));
    }

    private Reply change(Visit visit) {
        var webhook = webhooks.get(visit.caller(), visit.id(0));
        try {
            var body = WebhookFormReader.body(visit, conditions.fields().all(visit.caller()));
            reader.lookUp(body.node());
            var change = reader.change(visit.caller().workspaceId(), body, webhook.terms());
            webhooks.change(visit.caller(), webhook.id(), change);
            return Reply.redirect(path(webhook)).saying("settings.saved");
        } catch (ProblemException e) {
            return again(visit, webhook, problems(e));
        }
    }

    private Reply again(Visit visit, @Nullable Webhook webhook, Map<String, List<Refusal>> problems) {
        var fields = conditions.fields().all(visit.caller());
        return Reply.refused("webhooks/form.jte", WebhookFormReader.again(visit, webhook, fields, problems));
    }

    private static Map<String, List<Refusal>> problems(ProblemException e) {
        if (e.problem() instanceof Problem.Invalid(var errors)) {
            return errors;
        }
        throw e;
    }

    /** One that is on again may have missed something, which its page offers. */
    private Reply turn(Visit visit, boolean isOn) {
        var webhook = webhooks.change(visit.caller(), visit.id(0), WebhookChange.toBe(isOn));
        return Reply.redirect(path(webhook)).saying(isOn ? "webhooks.turned-on" : "webhooks.turned-off");
    }

    private Reply delete(Visit visit) {
        var webhook = webhooks.get(visit.caller(), visit.id(0));
        webhooks.delete(visit.caller(), webhook.id());
        return Reply.redirect(ALL).saying("webhooks.deleted", webhook.terms().name());
    }

    static String path(Webhook webhook) {
        return ALL + "/" + webhook.id();
    }
}
