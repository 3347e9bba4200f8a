package leadhub.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadNews;
import leadhub.leads.lists.LeadNewsReader;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadEdits;
import leadhub.leads.pages.LeadsAsked;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.StateChange;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;
import org.springframework.stereotype.Component;

/** The board: leads as cards that people move from stage to stage. */
@Component
class BoardPages implements PageRoutes.Provider {
    /** What is said of a stage that the pipeline doesn't have. */
    private static final List<Refusal> UNKNOWN_STAGE = List.of(Refusal.of("in"));

    private static final int MOST_REASON = 255;

    /** Cards whose tasks are shown anew at once; board.js names no more. */
    private static final int MOST_RENEWED = 300;

    private final LeadEdits edits;
    private final LeadLists lists;
    private final BoardColumns columns;
    private final LeadNewsReader news;
    private final LeadsAsked.Reader asked;
    private final LeadChoices.Reader choices;

    // Six: what is asked, what there is, what is new, and what is done to it.
    BoardPages(
            LeadEdits edits,
            LeadLists lists,
            BoardColumns columns,
            LeadNewsReader news,
            LeadsAsked.Reader asked,
            LeadChoices.Reader choices) {
        this.edits = edits;
        this.lists = lists;
        this.columns = columns;
        this.news = news;
        this.asked = asked;
        this.choices = choices;
    }

    @Override
    public void declare(PageRoutes routes) {
        routes.get("/board", Role.READ_ONLY, this::board)
                .inMenu(30, "layout-kanban", "nav.board")
                .get("/board/{pipeline}", Role.READ_ONLY, this::pipeline)
                .getPart("/board/{pipeline}/changes", Role.READ_ONLY, this::changes)
                .getPart("/board/{pipeline}/{stage}", Role.READ_ONLY, this::cards)
                .post("/board/{pipeline}/{stage}", Role.AGENT, this::move);
    }

    private Reply board(Visit visit) {
        var all = choices.read(visit.caller());
        return show(visit, all, all.usualPipeline());
    }

    private Reply pipeline(Visit visit) {
        var all = choices.read(visit.caller());
        return show(visit, all, find(all, visit.id(0)));
    }

    private Reply show(Visit visit, LeadChoices all, Pipeline pipeline) {
        // Taken before anything is read, so that no change is missed.
        var moment = news.moment(visit.caller());
        var wanted = asked(visit, all, pipeline);
        var shown = columns.all(visit, pipeline, wanted);
        var reply = Reply.page("board/show.jte", new BoardScreen(pipeline, shown, wanted, moment));
        return visit.isPart() ? reply.with("HX-Push-Url", wanted.form().address()) : reply;
    }

    private LeadsAsked asked(Visit visit, LeadChoices all, Pipeline pipeline) {
        return asked.read(visit, all, "/board/" + pipeline.id());
    }

    /** What has changed since the page was shown: nothing, some cards, or so much that the page has to reload. */
    private Reply changes(Visit visit) {
        return since(
                visit, visit.asked("since").orElse(""), visit.asked("shown").orElse(""));
    }

    private Reply since(Visit visit, String since, String shown) {
        var happened = news.since(visit.caller(), since);
        if (happened != null && happened.isNothing()) {
            return Reply.nothing();
        }
        var all = choices.read(visit.caller());
        var pipeline = find(all, visit.id(0));
        var wanted = asked(visit, all, pipeline);
        return happened == null || isWhole(happened, wanted)
                ? show(visit, all, pipeline).with("HX-Push-Url", "false")
                : news(visit, pipeline, wanted, happened, shown);
    }

    /** Where not all cards are shown, or in another order, only the list knows what has its place there; tasks move no card. */
    private static boolean isWhole(LeadNews happened, LeadsAsked wanted) {
        return happened.isTooMuch() || !happened.ids().isEmpty() && !BoardColumns.isUsual(wanted);
    }

    private Reply news(Visit visit, Pipeline pipeline, LeadsAsked wanted, LeadNews happened, String shown) {
        var ids = new ArrayList<>(happened.ids());
        ids.addAll(shown(happened.tasked(), shown));
        var leads = ids.isEmpty()
                ? List.<Lead>of()
                : lists.previews(visit.caller(), ids).values();
        var parts = happened.ids().isEmpty()
                ? columns.tasked(visit, pipeline, wanted, leads)
                : columns.changed(visit, pipeline, wanted, leads);
        return Reply.page("board/news.jte", new BoardScreen.News(happened.moment(), parts, happened.ids()));
    }

    /** Those of the leads whose cards somebody sees, as the page says. */
    private static List<Long> shown(List<Long> leads, String shown) {
        var cards = new HashSet<>(Arrays.asList(shown.split(",")));
        return leads.stream()
                .filter(id -> cards.contains(Long.toString(id)))
                .limit(MOST_RENEWED)
                .toList();
    }

    /** The next cards of a column. */
    private Reply cards(Visit visit) {
        var all = choices.read(visit.caller());
        var pipeline = find(all, visit.id(0));
        var stage = find(all, pipeline, visit.id(1));
        var wanted = asked(visit, all, pipeline);
        return Reply.page("board/cards.jte", columns.one(visit, stage, wanted, wanted.page()));
    }

    /** Moves a card to a stage, and answers with everything that has changed since the page was shown. */
    private Reply move(Visit visit) {
        var all = choices.read(visit.caller());
        var pipeline = find(all, visit.id(0));
        var stage = find(all, pipeline, visit.id(1));
        var id = visit.field("lead");
        if (!id.matches("[0-9]{1,18}")) {
            throw new Problem.NotFound(Refusal.of("lead.not_found")).exception();
        }
        var reason =
                visit.form().text(LeadFields.LOST_REASON.name(), MOST_REASON).over(null);
        var state = StateChange.stage(stage.id()).withLostReason(reason);
        var edit = moved(visit, Long.parseLong(id), LeadChange.of(state));
        var whole = Reply.redirect("/board/" + pipeline.id());
        return edits.reply(
                visit,
                edit,
                () -> visit.isPart() ? since(visit, visit.field("since"), visit.field("shown")) : whole,
                whole);
    }

    /** A stage may be known here for a moment after somebody has deleted it. */
    private LeadEdits.Edit moved(Visit visit, long id, LeadChange change) {
        try {
            return edits.change(visit, id, change);
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)
                    && UNKNOWN_STAGE.equals(errors.get(LeadFields.PIPELINE_STAGE_ID.name()))) {
                throw new Problem.NotFound(Refusal.of("stage.not_found")).exception();
            }
            throw e;
        }
    }

    private static Pipeline find(LeadChoices all, long id) {
        return all.pipelines().stream()
                .filter(pipeline -> pipeline.id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("pipeline.not_found")).exception());
    }

    private static Stage find(LeadChoices all, Pipeline pipeline, long id) {
        return all.stagesOf(pipeline.id()).stream()
                .filter(stage -> stage.id() == id)
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound(Refusal.of("stage.not_found")).exception());
    }
}
