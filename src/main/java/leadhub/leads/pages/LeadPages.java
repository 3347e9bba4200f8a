package leadhub.leads.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.fields.Fields;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadNames;
import leadhub.leads.record.NewLead;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import org.springframework.stereotype.Component;

/** The table of leads and a lead's own page. */
@Component
class LeadPages implements PageRoutes.Provider {
    private final Leads leads;
    private final LeadTables tables;
    private final LeadScreen.Reader screens;
    private final Fields fields;
    private final LeadEdits edits;
    private final LeadForms forms;

    // Six, for reading and showing forms both ask for the custom fields.
    LeadPages(
            Leads leads,
            LeadTables tables,
            LeadScreen.Reader screens,
            Fields fields,
            LeadEdits edits,
            LeadForms forms) {
        this.forms = forms;
        this.edits = edits;
        this.leads = leads;
        this.tables = tables;
        this.screens = screens;
        this.fields = fields;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/leads", Role.READ_ONLY, this::table)
                .inMenu(20, "users", "nav.leads")
                .getPart("/leads/group", Role.READ_ONLY, this::group)
                .getPart("/leads/sums", Role.READ_ONLY, this::sums)
                .post("/leads", Role.AGENT, this::create)
                .inPalette(10, "plus", "leads.new", "/leads#new-lead")
                .get("/leads/{id}", Role.READ_ONLY, this::show)
                .getPart("/leads/{id}/facts", Role.READ_ONLY, this::facts)
                .getPart("/leads/{id}/late", Role.READ_ONLY, this::late)
                .getPart("/leads/{id}/timeline", Role.READ_ONLY, this::timeline)
                .getPart("/leads/{id}/timeline/{event}/sent", Role.READ_ONLY, this::sent)
                .post("/leads/{id}", Role.AGENT, this::change)
                .post("/leads/{id}/tags", Role.AGENT, this::tag)
                .post("/leads/{id}/untag", Role.AGENT, this::untag)
                .post("/leads/{id}/delete", Role.AGENT, this::delete);
    }

    private Reply table(Visit visit) {
        var table = tables.read(visit);
        // Without scripts, an address has what was typed; the one to keep is the same in every language.
        if (!visit.isPart()
                && LeadQuery.isTyped(visit.query())
                && table.wanted().problems().isEmpty()) {
            return Reply.redirect(table.path());
        }
        // A view's own address leads to what it asks.
        var view = table.views().current();
        if (view != null
                && visit.query().names().equals(List.of("view"))
                && table.views().isChanged()) {
            return Reply.redirect(table.views().path(view));
        }
        return visit.isPart()
                ? Reply.page("leads/table-again.jte", table).with("HX-Push-Url", table.path())
                : Reply.page("leads/list.jte", table);
    }

    /** Some leads of one group, where the table is grouped. */
    private Reply group(Visit visit) {
        return tables.group(visit)
                .<Reply>map(group -> Reply.page("leads/group-rows.jte", group))
                .orElseGet(() -> Reply.redirect("/leads"));
    }

    /** What the deals in the list come to, which is counted once the list is seen. */
    private Reply sums(Visit visit) {
        return Reply.page("leads/sums.jte", tables.sums(visit));
    }

    private Reply create(Visit visit) {
        var facts = forms.read(visit);
        visit.form().require("first_name");
        if (visit.form().errors().any()) {
            return Reply.refused("leads/new.jte", newLead(visit));
        }
        try {
            var lead = leads.create(visit.caller(), new NewLead(facts, "panel", null));
            return Reply.redirect("/leads/" + lead.id())
                    .saying("leads.created", LeadNames.of(lead, visit.page().locale()));
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                visit.form().errors().addAll(errors);
                return Reply.refused("leads/new.jte", newLead(visit));
            }
            throw e;
        }
    }

    private NewLeadForm newLead(Visit visit) {
        return NewLeadForm.of(visit.form(), fields.all(visit.caller()));
    }

    private Reply show(Visit visit) {
        return Reply.page("leads/show.jte", screens.read(visit, Map.of()));
    }

    private Reply late(Visit visit) {
        return Reply.page("leads/late.jte", screens.late(visit));
    }

    private Reply timeline(Visit visit) {
        var before = visit.asked("before")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
        return Reply.page("leads/timeline.jte", screens.timeline(visit, before.orElse(Long.MAX_VALUE)));
    }

    /** All of what came in about a lead, where its page shows the beginning alone. */
    private Reply sent(Visit visit) {
        var sent = screens.sent(visit, visit.id(1));
        return new Reply.Download(
                "lead-" + visit.id(0) + "-" + visit.id(1) + ".json",
                "application/json",
                sent.getBytes(StandardCharsets.UTF_8));
    }

    /** The same without its frame, once others have changed it. */
    private Reply facts(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        var since = visit.asked("since").orElse("");
        // What one did oneself is shown even if the page has heard of it, and isn't told.
        var isAgain = visit.asked("again").isPresent();
        if (!isAgain && since.equals(Long.toString(screens.latest(visit, lead)))) {
            return Reply.nothing();
        }
        var screen = screens.read(visit, Map.of());
        var shown = Reply.page("leads/facts.jte", screen);
        var who = screen.timeline().latestBy();
        return isAgain || who.isEmpty() || who.equals(visit.visitor().name())
                ? shown
                : shown.saying("leads.changed-by", who);
    }

    /** Changes the fields that are in the form, and shows them again as they are now. */
    private Reply change(Visit visit) {
        var before = leads.get(visit.caller(), visit.id(0));
        var change = forms.read(visit);
        if (before.firstName() != null) {
            visit.form().requireIfPresent("first_name");
        }
        return changed(visit, () -> edits.change(visit, before.id(), change));
    }

    private Reply tag(Visit visit) {
        var name = visit.form().solidText("tag", leadhub.tags.Tag.MOST_CHARACTERS);
        visit.form().require("tag");
        var caller = visit.caller();
        var id = visit.id(0);
        return changed(visit, () -> edits.change(caller, id, () -> leads.tag(caller, id, List.of(name.over("")))));
    }

    private Reply untag(Visit visit) {
        var caller = visit.caller();
        var id = visit.id(0);
        return changed(visit, () -> edits.change(caller, id, () -> leads.untag(caller, id, visit.field("tag"))));
    }

    private Reply changed(Visit visit, Supplier<LeadEdits.Edit> verb) {
        try {
            visit.form().errors().check();
            var path = "/leads/" + visit.id(0);
            return edits.reply(
                    visit,
                    verb.get(),
                    () -> visit.isPart()
                            ? Reply.page("leads/facts.jte", screens.read(visit, Map.of()))
                            : Reply.redirect(path),
                    Reply.redirect("/leads"));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Invalid(var errors))) {
                throw e;
            }
            return Reply.refused(visit.isPart() ? "leads/facts.jte" : "leads/show.jte", screens.read(visit, errors));
        }
    }

    private Reply delete(Visit visit) {
        var lead = leads.get(visit.caller(), visit.id(0));
        leads.delete(visit.caller(), lead.id());
        return Reply.redirect("/leads")
                .sayingWithUndo(
                        "/leads/deleted/" + lead.id() + "/restore",
                        "leads.deleted",
                        LeadNames.of(lead, visit.page().locale()));
    }
}
