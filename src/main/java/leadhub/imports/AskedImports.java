package leadhub.imports;

import java.util.OptionalLong;
import java.util.stream.Stream;
import leadhub.base.Actor;
import leadhub.notifications.AskedWork;
import org.springframework.stereotype.Component;

/** Whoever brought a file is told once, when it is in, and not of each lead that it gives to them. */
@Component
class AskedImports implements AskedWork {
    private final ImportSql sql;

    AskedImports(ImportSql sql) {
        this.sql = sql;
    }

    @Override
    public OptionalLong askedBy(long workspaceId, Actor actor) {
        return Stream.of(actor)
                .filter(one -> one.kind() == Actor.Kind.IMPORT)
                .flatMap(one -> sql.find(workspaceId, one.id()).stream())
                .map(Import::actor)
                .filter(by -> by.kind() == Actor.Kind.USER)
                .mapToLong(Actor::id)
                .findFirst();
    }
}
