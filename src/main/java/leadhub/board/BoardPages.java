package leadhub.board;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.leads.lists.LeadFigures;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadLists;
import leadhub.leads.lists.LeadSort;
import leadhub.leads.pages.LeadChoices;
import leadhub.leads.pages.LeadEdits;
import leadhub.leads.record.LeadChange;
import leadhub.panel.PageRoutes;
import leadhub.panel.Reply;
import leadhub.panel.Visit;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Stage;
import org.springframework.stereotype.Component;

/** The board: leads as cards that people move from stage to stage. */
@Component
class BoardPages implements PageRoutes.Provider {
    /** As many cards as fill a tall screen; more are loaded on scrolling. */
    private static final int CARDS = 25;

    private static final Pattern MOMENT = Pattern.compile("[0-9]{1,20}:[0-9]{1,20}:[0-9,]{0,2000}");

    private final LeadEdits edits;
    private final LeadLists lists;
    private final LeadFigures figures;
    private final BoardNews news;
    private final LeadChoices.Reader choices;

    BoardPages(LeadEdits edits, LeadLists lists, LeadFigures figures, BoardNews news, LeadChoices.Reader choices) {
        this.edits = edits;
        this.lists = lists;
        this.figures = figures;
        this.news = news;
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
        var values = values(visit, all, pipeline);
        var columns = all.stagesOf(pipeline.id()).stream()
                .map(stage -> column(visit, all, stage, values, 1))
                .toList();
        return Reply.page("board/show.jte", new BoardScreen(pipeline, columns, all, moment));
    }

    private Map<Long, Map<String, BigDecimal>> values(Visit visit, LeadChoices all, Pipeline pipeline) {
        return figures.valueByStage(
                visit.caller(),
                all.stagesOf(pipeline.id()).stream().map(Stage::id).toList(),
                visit.visitor().currency());
    }

    private BoardScreen.Column column(
            Visit visit, LeadChoices all, Stage stage, Map<Long, Map<String, BigDecimal>> values, long number) {
        var page = lists.previews(
                visit.caller(),
                new LeadList(
                        LeadFilter.ofStage(stage.id()),
                        LeadSort.CREATED_AT,
                        LeadSort.Direction.DESC,
                        Slice.ofPage(number, CARDS)),
                Set.of());
        var next = number * CARDS < page.total() ? number + 1 : 0;
        var value = values.getOrDefault(stage.id(), Map.of());
        return new BoardScreen.Column(stage, page.items(), page.total(), value, next, all);
    }

    /** What has changed since the page was shown: nothing, some cards, or so much that the page has to reload. */
    private Reply changes(Visit visit) {
        return since(visit, visit.asked("since").orElse(""));
    }

    private Reply since(Visit visit, String since) {
        var happened = MOMENT.matcher(since).matches() ? news.since(visit.caller(), since) : null;
        if (happened != null && happened.isNothing()) {
            return Reply.nothing();
        }
        var all = choices.read(visit.caller());
        var pipeline = find(all, visit.id(0));
        return happened == null || happened.isTooMuch()
                ? show(visit, all, pipeline)
                : news(visit, all, pipeline, happened);
    }

    private Reply news(Visit visit, LeadChoices all, Pipeline pipeline, LeadNews happened) {
        var changed = lists.previews(visit.caller(), happened.ids()).values();
        var values = values(visit, all, pipeline);
        var stages = all.stagesOf(pipeline.id());
        var totals =
                figures.byStage(visit.caller(), stages.stream().map(Stage::id).toList());
        var columns = stages.stream()
                .map(stage -> new BoardScreen.Column(
                        stage,
                        changed.stream()
                                .filter(lead -> lead.stageId() == stage.id())
                                .toList(),
                        totals.getOrDefault(stage.id(), 0L),
                        values.getOrDefault(stage.id(), Map.of()),
                        0,
                        all))
                .toList();
        return Reply.page("board/news.jte", new BoardScreen.News(happened.moment(), columns, happened.ids()));
    }

    /** The next cards of a column. */
    private Reply cards(Visit visit) {
        var all = choices.read(visit.caller());
        var stage = find(all, find(all, visit.id(0)), visit.id(1));
        var number = visit.asked("page")
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .map(Long::valueOf);
        return Reply.page("board/cards.jte", column(visit, all, stage, Map.of(), number.orElse(1L)));
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
        var edit = edits.change(visit, Long.parseLong(id), LeadChange.toStage(stage.id()));
        var whole = Reply.redirect("/board/" + pipeline.id());
        return edits.reply(visit, edit, () -> visit.isPart() ? since(visit, visit.field("since")) : whole, whole);
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
