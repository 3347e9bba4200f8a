package leadhub.duplicates.pages;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import leadhub.api.Paging;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.duplicates.DuplicateKind;
import leadhub.duplicates.Duplicates;
import leadhub.imports.HeldRows;
import leadhub.imports.RowDecisions;
import leadhub.imports.rows.DuplicatePolicy;
import leadhub.leads.pages.LeadChoices;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.web.input.QueryInput;
import org.springframework.stereotype.Component;

/** Pairs of leads that may be one person, each to be merged or put aside, and rows that imports hold. */
@Component
class DuplicatePages implements PageRoutes.Provider {
    private static final String ALL = "/leads/duplicates";
    private static final String ROWS = ALL + "/rows";
    private static final String ROW = ROWS + "/{row}";
    private static final int PER_PAGE = 25;

    private final Duplicates duplicates;
    private final HeldRows rows;
    private final RowDecisions decisions;
    private final LeadChoices.Reader choices;

    DuplicatePages(Duplicates duplicates, HeldRows rows, RowDecisions decisions, LeadChoices.Reader choices) {
        this.duplicates = duplicates;
        this.rows = rows;
        this.decisions = decisions;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get(ALL, Role.AGENT, this::queue)
                .inPalette(15, "copy", "duplicates.title")
                .post(ALL + "/{id}/dismiss", Role.AGENT, this::dismiss)
                .post(ROWS + "/dismiss", Role.AGENT, this::dismissRows)
                .post(ROWS + "/restore/{dismissal}", Role.AGENT, this::restoreRows)
                .get(ROW, Role.AGENT, this::held)
                .post(ROW + "/resolve", Role.AGENT, this::resolve);
    }

    private Reply queue(Visit visit) {
        var query = new QueryInput(visit.query());
        var paging = new Paging(Paging.of(query).page(), PER_PAGE);
        var kind = query.choice("kind", DuplicateKind.class, DuplicateKind.PAIRS);
        query.errors().check();
        var listed = duplicates.list(visit.caller(), kind, paging.slice());
        var waiting = kind == DuplicateKind.ROWS ? listed.total() : duplicates.waiting(visit.caller());
        return Reply.page("duplicates/queue.jte", new DuplicateQueue(listed, kind, waiting, paging.page(), PER_PAGE));
    }

    private Reply dismiss(Visit visit) {
        var isRow = rows.find(visit.caller(), visit.id(0)).isPresent();
        duplicates.dismiss(visit.caller(), visit.id(0));
        return isRow
                ? Reply.redirect(DuplicateQueue.path(DuplicateKind.ROWS)).saying("duplicates.row.dismissed")
                : Reply.redirect(ALL).saying("duplicates.dismissed");
    }

    private Reply dismissRows(Visit visit) {
        var done = decisions.dismissAll(visit.caller());
        var reply = Reply.redirect(DuplicateQueue.path(DuplicateKind.ROWS));
        return done.rows() == 0
                ? reply.saying("duplicates.rows.none")
                : reply.sayingWithUndo(
                        ROWS + "/restore/" + ChronoUnit.MICROS.between(Instant.EPOCH, done.at()),
                        "duplicates.rows.dismissed",
                        done.rows());
    }

    private Reply restoreRows(Visit visit) {
        decisions.restore(visit.caller(), Instant.EPOCH.plus(visit.id(0), ChronoUnit.MICROS));
        return Reply.redirect(DuplicateQueue.path(DuplicateKind.ROWS)).saying("undone");
    }

    private Reply held(Visit visit) {
        return Reply.page("duplicates/held.jte", screen(visit, List.of()));
    }

    private HeldScreen screen(Visit visit, List<Refusal> refused) {
        var row = duplicates.row(visit.caller(), visit.id(0));
        return new HeldScreen(row, MergeRows.of(visit.page(), choices.read(visit.caller()), row), refused);
    }

    private Reply resolve(Visit visit) {
        var row = duplicates.row(visit.caller(), visit.id(0));
        var policy = DuplicatePolicy.ofWord(visit.field("action"))
                .filter(RowDecisions.DECISIONS::contains)
                .orElseThrow(() -> Problem.invalid("action", Refusal.of("in")).exception());
        try {
            var decision = decisions.resolve(visit.caller(), row.id(), policy);
            var done = decision.isChanged() ? policy.word() : "unchanged";
            return Reply.redirect("/leads/" + decision.lead().id()).saying("duplicates.resolved." + done);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                var reasons = errors.values().stream().flatMap(List::stream).toList();
                return Reply.refused("duplicates/held.jte", screen(visit, reasons));
            }
            throw e;
        }
    }
}
