package leadhub.pipelines;

import java.time.Instant;
import java.util.Collection;
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
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.web.input.Input;
import leadhub.web.input.QueryInput;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pipelines in the LeadHub dialect. */
@Component
class PipelineApi implements Routes.Provider {
    private final Pipelines pipelines;
    private final PipelineLeads leads;

    PipelineApi(Pipelines pipelines, PipelineLeads leads) {
        this.pipelines = pipelines;
        this.leads = leads;
    }

    @Override
    public Class<? extends Dialect> dialect() {
        return LeadHubDialect.class;
    }

    @Override
    public void declare(Routes routes) {
        routes.get("/api/v1/pipelines", Scope.READ_PIPELINES, this::list)
                .post("/api/v1/pipelines", Scope.WRITE_PIPELINES, this::create)
                .get("/api/v1/pipelines/{id}", Scope.READ_PIPELINES, this::show)
                .update("/api/v1/pipelines/{id}", Scope.WRITE_PIPELINES, this::change, this::current)
                .delete("/api/v1/pipelines/{id}", Scope.WRITE_PIPELINES, this::delete, this::current);
    }

    private Answer list(Exchange exchange) {
        var query = new QueryInput(exchange.query());
        var paging = Paging.of(query);
        query.errors().check();
        var page = pipelines.list(exchange.caller(), paging.slice());
        return Answer.page(page, one -> {
            var views = views(exchange.caller(), one.items());
            return Envelope.many(exchange, paging, one.map(views::of));
        });
    }

    private Answer show(Exchange exchange) {
        return Answer.ok(one(exchange, pipelines.get(exchange.caller(), exchange.id(0))));
    }

    private Answer current(Exchange exchange) {
        return Answer.ok(one(exchange, pipelines.hold(exchange.caller(), exchange.id(0))));
    }

    private Answer create(Exchange exchange) {
        var input = new Input(exchange.body());
        var change = read(input);
        var stages = input.objects("stages", Pipeline.MOST_STAGES, StageApi::newStage);
        input.require("name");
        input.errors().check();
        var wantedStages = stages.over(null);
        var wanted = new NewPipeline(
                change.name().over(""),
                change.description().over(null),
                change.isDefault().over(false),
                wantedStages == null ? NewStage.USUAL : wantedStages);
        var pipeline = pipelines.create(exchange.caller(), wanted);
        return Answer.created(exchange.origin() + "/api/v1/pipelines/" + pipeline.id(), one(exchange, pipeline));
    }

    private Answer change(Exchange exchange) {
        pipelines.get(exchange.caller(), exchange.id(0));
        var input = new Input(exchange.body());
        var change = read(input);
        input.errors().check();
        return Answer.ok(one(exchange, pipelines.change(exchange.caller(), exchange.id(0), change)));
    }

    private Answer delete(Exchange exchange) {
        pipelines.delete(exchange.caller(), exchange.id(0), Forced.by(exchange));
        return Answer.noContent();
    }

    private static PipelineChange read(Input input) {
        Change<@Nullable Boolean> isDefault = input.bool("is_default");
        return new PipelineChange(
                input.solidText("name", Pipeline.MOST_NAME_CHARACTERS),
                input.text("description", Pipeline.MOST_DESCRIPTION_CHARACTERS),
                isDefault.map(Boolean.TRUE::equals));
    }

    private Envelope.One<View> one(Exchange exchange, Pipeline pipeline) {
        return new Envelope.One<>(views(exchange.caller(), List.of(pipeline)).of(pipeline));
    }

    /** Three statements, however many pipelines there are. */
    private Views views(Caller caller, Collection<Pipeline> shown) {
        var ids = shown.stream().map(Pipeline::id).toList();
        var stages = pipelines.stagesOf(caller, ids);
        var stageIds =
                stages.values().stream().flatMap(List::stream).map(Stage::id).toList();
        return new Views(stages, leads.countByPipeline(caller, ids), leads.countByStage(caller, stageIds));
    }

    /** What is needed to show pipelines. */
    private record Views(Map<Long, List<Stage>> stages, Map<Long, Long> counts, Map<Long, Long> stageCounts) {
        View of(Pipeline pipeline) {
            return new View(
                    pipeline.id(),
                    pipeline.name(),
                    pipeline.description(),
                    pipeline.isDefault(),
                    stages.getOrDefault(pipeline.id(), List.of()).stream()
                            .map(stage -> StageApi.View.of(stage, stageCounts))
                            .toList(),
                    counts.getOrDefault(pipeline.id(), 0L),
                    pipeline.createdAt(),
                    pipeline.updatedAt());
        }
    }

    /** A pipeline in the format of the contract. */
    record View(
            long id,
            String name,
            @Nullable String description,
            boolean isDefault,
            List<StageApi.View> stages,
            long leadsCount,
            Instant createdAt,
            Instant updatedAt) {}
}
