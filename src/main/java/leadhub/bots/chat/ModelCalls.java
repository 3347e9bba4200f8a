package leadhub.bots.chat;

import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import leadhub.base.database.RetryOnConflict;
import leadhub.bots.chat.ModelTurnSql.Place;
import leadhub.bots.models.BotModels;
import leadhub.bots.models.ModelClient;
import leadhub.bots.models.ModelReply;
import leadhub.conversations.ConversationNews;
import leadhub.jobs.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Asks models in threads of their own. A request ends as soon as nobody waits for its answer: the visitor wrote again, or a person answers. */
@Component
class ModelCalls implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(ModelCalls.class);

    private final ModelQuestions questions;
    private final Duration thinking;
    private final ModelClient client;
    private final ModelEnds ends;
    private final BotModels models;
    private final ConversationNews news;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Whom it asks and who answers, and how often a visitor hears meanwhile that something comes. */
    @Component
    record Ways(
            ModelClient client,
            ModelEnds ends,
            ConversationNews news,
            @Value("${leadhub.chat.thinks-every:5s}") Duration thinking) {}

    ModelCalls(ModelQuestions questions, BotModels models, Ways ways) {
        this.questions = questions;
        this.models = models;
        this.client = ways.client();
        this.ends = ways.ends();
        this.news = ways.news();
        this.thinking = ways.thinking();
    }

    /** Asks, and answers the visitor; returns at once. */
    void begin(Place place) {
        threads.execute(() -> {
            try {
                ask(place);
            } catch (RuntimeException e) {
                // Its job answers without the model.
                log.warn("A question in conversation {} wasn't put to the model.", place.conversationId(), e);
            }
        });
    }

    private void ask(Place place) {
        var asked = questions.prepare(place);
        if (asked.isEmpty()) {
            end(place, ModelEnds.Heard.nothing("unasked"));
            return;
        }
        var model = asked.get().model();
        var request = client.prepare(place.workspaceId(), model, asked.get().question());
        if (request.isEmpty()) {
            models.failed(place.workspaceId(), model.botId(), "unsendable");
            end(place, ModelEnds.Heard.nothing("unsendable"));
            return;
        }
        var reply = send(place, asked.get().talk(), request.get());
        if (reply.isEmpty()) {
            return;
        }
        if (reply.get() instanceof ModelReply.Failed(var why)) {
            models.failed(place.workspaceId(), model.botId(), why);
        }
        end(place, new ModelEnds.Heard(reply.get(), asked.get().passages()));
    }

    /** Only the request itself is cut off: an interrupt would break a connection to the database. Empty where it was. */
    private Optional<ModelReply> send(Place place, Chats.Talk talk, ModelClient.Prepared request) {
        var sending = new FutureTask<>(() -> client.send(request));
        try (var subscription = news.listen(place.conversationId(), kind -> heard(place, kind, sending))) {
            if (!ends.isWaitedFor(place)) {
                return Optional.empty();
            }
            threads.execute(() -> think(talk, sending));
            sending.run();
            return Optional.of(sending.get());
        } catch (CancellationException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            log.warn("A model in conversation {} couldn't be asked.", place.conversationId(), e.getCause());
            return Optional.of(new ModelReply.Failed("broken"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (sending.isCancelled()) {
                // What cut it off has done so.
                Thread.interrupted();
            }
        }
    }

    private void think(Chats.Talk talk, FutureTask<ModelReply> sending) {
        while (!sending.isDone()) {
            try {
                sending.get(thinking.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                questions.think(talk);
            } catch (ExecutionException | CancellationException e) {
                // Who sends it hears of it.
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void heard(Place place, ConversationNews.Kind kind, FutureTask<ModelReply> sending) {
        if (kind == ConversationNews.Kind.CHANGED && !sending.isDone()) {
            threads.execute(() -> {
                if (!ends.isWaitedFor(place)) {
                    sending.cancel(true);
                }
            });
        }
    }

    private void end(Place place, ModelEnds.Heard heard) {
        if (heard.reply() instanceof ModelReply.Failed(var why)) {
            log.info("A model didn't answer in conversation {}: {}.", place.conversationId(), why);
        }
        RetryOnConflict.run(() -> {
            ends.end(place, heard);
            return place;
        });
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    /** Its job. */
    @Configuration(proxyBeanMethods = false)
    static class ModelJobs {
        @Bean
        Task<Place> answerWithoutModel(ModelEnds ends) {
            return Jobs.once(
                    ModelTurns.JOB,
                    Place.class,
                    place -> ends.end(place, ModelEnds.Heard.nothing("deadline")),
                    (place, failure) -> log.warn(
                            "A question in conversation {} wasn't answered.", place.conversationId(), failure));
        }
    }
}
