package leadhub.pipelines;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.api.Answer;
import leadhub.api.Dialect;
import leadhub.api.Envelope;
import leadhub.api.Exchange;
import leadhub.api.Forced;
import leadhub.api.LeadHubDialect;
import leadhub.api.Paging;
import leadhub.api.Routes;
import leadhub.api.Scope;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.web.input.Colors;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stages of a pipeline in the LeadHub dialect. */
@Component
class StageApi implements Routes.Provider {
    private final Pipelines pipelines;
    private final Stages stages;
    private final PipelineLeads leads;

    StageApi(Pipelines pipelines, Stages stages, PipelineLeads leads) {
        this.pipelines = pipelines;
        this.stages = stages;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/pipelines/{pipeline}/stages", Scope.READ_PIPELINES, this::list)
                .post("/api/v1/pipelines/{pipeline}/stages", Scope.WRITE_PIPELINES, this::create)
                .get("/api/v1/pipelines/{pipeline}/stages/{id}", Scope.READ_PIPELINES, this::show)
                .update("/api/v1/pipelines/{pipeline}/stages/{id}", Scope.WRITE_PIPELINES, this::change, this::current)
                .delete("/api/v1/pipelines/{pipeline}/stages/{id}", Scope.WRITE_PIPELINES, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var pipeline = pipelines.get(exchange.caller(), exchange.id(0));
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = stages.list(exchange.caller(), pipeline.id(), paging.slice());
        var counts = leads.countByStage(
                exchange.caller(), page.items().stream().map(Stage::id).toList());
        return Envelope.page(exchange, paging, page.map(stage -> View.of(stage, counts)));
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(exchange, stages.get(exchange.caller(), exchange.id(0), exchange.id(1))));
    }

    private Answer current(Exchange exchange) {
        pipelines.lock(exchange.caller(), exchange.id(0));
        return show(exchange);
    }

    private Answer create(Exchange exchange) {
        var pipeline = pipelines.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var wanted = newStage(input);
        input.errors().check();
        var stage = stages.create(exchange.caller(), pipeline.id(), wanted);
        var location = exchange.origin() + "/api/v1/pipelines/" + pipeline.id() + "/stages/" + stage.id();
        return Answer.created(location, one(exchange, stage));
    }

    private Answer change(Exchange exchange) {
        var before = stages.get(exchange.caller(), exchange.id(0), exchange.id(1));
        var input = new Input(exchange.body());
        var change = read(input, before.isWon(), before.isLost());
        input.errors().check();
        return Answer.ok(one(exchange, stages.change(exchange.caller(), before.pipelineId(), before.id(), change)));
    }

    private Answer delete(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        if (query.text("move_to") != null) {
            stages.requireMoving(exchange.caller());
        }
        var stage = stages.get(exchange.caller(), exchange.id(0), exchange.id(1));
        var moveTo = query.id("move_to");
        query.errors().check();
        stages.delete(exchange.caller(), stage.pipelineId(), stage.id(), moveTo, Forced.by(exchange));
        return Answer.noContent();
    }

    /** Reads a whole stage; errors are collected in the input. */
    static NewStage newStage(Input input) {
        var change = read(input, false, false);
        input.require("name");
        return new NewStage(
                change.name().over(""),
                change.color().over(Colors.USUAL),
                change.position().over(null),
                change.isWon().over(false),
                change.isLost().over(false),
                change.probability().over(null),
                change.rottingDays().over(null));
    }

    private static StageChange read(Input input, boolean isWonNow, boolean isLostNow) {
        Change<@Nullable Boolean> isWon = input.bool("is_won");
        Change<@Nullable Boolean> isLost = input.bool("is_lost");
        var change = new StageChange(
                input.solidText("name", Pipeline.MOST_NAME_CHARACTERS),
                Colors.read(input, "color"),
                position(input),
                isWon.map(Boolean.TRUE::equals),
                isLost.map(Boolean.TRUE::equals),
                between(input, "probability", 0, 100),
                between(input, "rotting_days", 1, Stage.MOST_ROTTING_DAYS));
        if (Stages.endsTwice(change.isWon().over(isWonNow), change.isLost().over(isLostNow))) {
            input.reject("is_lost", Stages.ENDS_TWICE);
        }
        return change;
    }

    private static Change<@Nullable Long> position(Input input) {
        return input.integer("position")
                .map(position -> position == null || position >= 1
                        ? position
                        : input.reject("position", Refusal.of("min").with("min", 1)));
    }

    /** A whole number from one to another, or none. */
    static Change<@Nullable Long> between(Input input, String field, long least, long most) {
        return input.integer(field)
                .map(number -> number == null || number >= least && number <= most
                        ? number
                        : input.reject(
                                field, Refusal.of("between").with("min", least).with("max", most)));
    }

    private Envelope.One<View> one(Exchange exchange, Stage stage) {
        return new Envelope.One<>(View.of(stage, leads.countByStage(exchange.caller(), List.of(stage.id()))));
    }

    /** A stage in the format of the contract. */
    record View(
            long id,
            long pipelineId,
            String name,
            String color,
            int position,
            boolean isWon,
            boolean isLost,
            @Nullable Integer probability,
            @Nullable Integer rottingDays,
            long leadsCount,
            Instant createdAt,
            Instant updatedAt) {
        static View of(Stage stage, Map<Long, Long> counts) {
            return new View(
                    stage.id(),
                    stage.pipelineId(),
                    stage.name(),
                    stage.color(),
                    stage.position(),
                    stage.isWon(),
                    stage.isLost(),
                    stage.probability(),
                    stage.rottingDays(),
                    counts.getOrDefault(stage.id(), 0L),
                    stage.createdAt(),
                    stage.updatedAt());
        }
    }
}
