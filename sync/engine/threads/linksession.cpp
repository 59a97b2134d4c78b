// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/linksession.h"

#include "sync/engine/threads/readahead.h"
#include "sync/store/registry.h"

#include <QStringList>

namespace keel {

namespace {

Error unknownDriver(const EndpointConfig& endpoint)
{
    QStringList known;
    for (const StoreKind& kind : storeKinds())
        known << kind.driver;
    Error error;
    error.kind = ErrorClass::Config;
    error.code = ErrorCode::ConfigInvalid;
    error.place = endpoint.name.value;
    error.detail = QStringLiteral("this version cannot speak to the driver \"%1\"").arg(endpoint.driver);
    error.mend = QStringLiteral("use one of: %1").arg(known.join(QStringLiteral(", ")));
    return error;
}

Result<std::unique_ptr<Store>> openStore(const LinkConfig& link, const EndpointConfig& endpoint, Side side)
{
    const StoreKind* kind = storeKind(endpoint.driver);
    if (!kind || !kind->open)
        return fail(unknownDriver(endpoint));
    const QString label = QStringLiteral("evenkeel %1 %2").arg(link.name.value, side == Side::A ? u"a"_qs : u"b"_qs);
    auto store = kind->open(endpoint, label);
    if (!store && store.error().place.isEmpty())
        store.error().place = endpoint.name.value;
    return store;
}

/// A server that refuses a password was reached.
bool wasReached(const Result<std::unique_ptr<Store>>& store)
{
    return store || store.error().code == ErrorCode::AccessDenied || store.error().code == ErrorCode::ResourceShort;
}

} // namespace

LinkSession::Attempt LinkSession::open(const Ends& ends)
{
    Attempt attempt;
    auto a = openStore(ends.link, ends.a, Side::A);
    auto b = openStore(ends.link, ends.b, Side::B);
    attempt.reachableA = wasReached(a);
    attempt.reachableB = wasReached(b);
    if (!a || !b) {
        // What a person must mend is the better message of two.
        const bool tellB = a || (!b && a.error().isTransient() && !b.error().isTransient());
        attempt.failure = tellB ? b.error() : a.error();
        return attempt;
    }
    std::unique_ptr<LinkSession> session(new LinkSession(ends.clock, ends.pulse));
    session->m_a = std::move(*a);
    session->m_b = std::move(*b);
    if (auto begun = session->begin(ends); !begun) {
        attempt.failure = begun.error();
        return attempt;
    }
    attempt.session = std::move(session);
    return attempt;
}

LinkSession::~LinkSession()
{
    m_runner.reset();
    m_pulse.dropCancellers();
}

Result<void> LinkSession::begin(const Ends& ends)
{
    m_pulse.setCancellers({m_a->canceller(), m_b->canceller()});
    m_runner = std::make_unique<LinkRunner>(ends.link, LinkRunner::Parts{.a = *m_a,
                                                                         .b = *m_b,
                                                                         .book = ends.book,
                                                                         .state = ends.state,
                                                                         .clock = ends.clock,
                                                                         .wrapCapture = readAhead(),
                                                                         .brake = &ends.brake});
    KEEL_TRY(m_runner->bind());
    KEEL_TRY(m_runner->setup());
    KEEL_TRY(m_runner->open());
    return {};
}

Result<std::optional<double>> LinkSession::clockOffset(Side side)
{
    Store& store = side == Side::A ? *m_a : *m_b;
    const TimeUs before = m_clock.now();
    const auto there = store.now();
    if (!there)
        return fail(there.error());
    if (!*there)
        return std::optional<double>();
    // The answer was made about halfway through the round trip.
    const TimeUs here = before + (m_clock.now() - before) / 2;
    return std::optional<double>(std::chrono::duration<double>(**there - here).count());
}

} // namespace keel
