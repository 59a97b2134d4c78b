// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine/threads/enginelog.h"
#include "sync/engine/threads/engineparts.h"

#include <algorithm>

/// Links that come, change and go while the engine runs.
namespace keel {

using namespace std::chrono_literals;

namespace {

constexpr auto linkPatience = 8s; ///< a batch in hand may take so long before its statement is cancelled

} // namespace

ConfigDiff Engine::Private::reconfigure(const Config& next)
{
    const ConfigDiff diff = diffOf(config, next);
    config = takenOver(config, next);
    if (stopping)
        return diff;
    for (const LinkName& name : diff.removed) {
        if (Link* link = find(name))
            removeLink(*link);
    }
    for (const LinkName& name : diff.changed + diff.added) {
        if (Link* link = find(name))
            changeLink(*link, *config.link(name));
        else
            addLink(*config.link(name));
    }
    sortLinks();
    publishSoon();
    return diff;
}

Engine::Private::Link* Engine::Private::find(const LinkName& name)
{
    const auto it = std::ranges::find_if(links, [&name](const auto& link) { return link->config.name == name; });
    return it == links.end() ? nullptr : it->get();
}

void Engine::Private::addLink(const LinkConfig& linkConfig)
{
    links.push_back(newLink(linkConfig));
    qCInfo(engineLog).noquote() << "event=link-added" << u"link="_qs + linkConfig.name.value;
    if (state)
        startLink(*links.back(), state);
}

void Engine::Private::changeLink(Link& link, const LinkConfig& linkConfig)
{
    link.next = linkConfig;
    link.removed = false;
    if (link.hasThread())
        stopLink(link);
    else
        replace(link);
}

void Engine::Private::removeLink(Link& link)
{
    link.next.reset();
    link.removed = true;
    if (link.hasThread())
        stopLink(link);
    else
        drop(link);
}

/// From here on nobody asks its worker; a batch in hand ends or is rolled back, and a statement that hangs is cancelled
/// after a while.
void Engine::Private::stopLink(Link& link)
{
    LinkWorker* worker = std::exchange(link.worker, nullptr);
    if (!worker)
        return;
    QMetaObject::invokeMethod(
        worker, [worker] { worker->stop(); }, Qt::QueuedConnection);
    link.pulse->stopForGood();
    QTimer::singleShot(linkPatience, &q, [this, weak = std::weak_ptr(link.pulse)] {
        if (const auto pulse = weak.lock())
            watchdog.cancel(pulse);
    });
}

/// Its thread has ended, or it never had one.
void Engine::Private::replace(Link& link)
{
    const auto it = std::ranges::find_if(links, [&link](const auto& one) { return one.get() == &link; });
    watchdog.unwatch(link.config.name);
    *it = newLink(LinkConfig(*link.next));
    qCInfo(engineLog).noquote() << "event=link-changed" << u"link="_qs + (*it)->config.name.value;
    if (state)
        startLink(**it, state);
    publishSoon();
}

void Engine::Private::drop(Link& link)
{
    watchdog.unwatch(link.config.name);
    qCInfo(engineLog).noquote() << "event=link-removed" << u"link="_qs + link.config.name.value;
    std::erase_if(links, [&link](const auto& one) { return one.get() == &link; });
    publishSoon();
}

/// As they stand in the config.
void Engine::Private::sortLinks()
{
    const auto place = [this](const auto& link) {
        const auto it = std::ranges::find(config.links, link->config.name, &LinkConfig::name);
        return it - config.links.begin();
    };
    std::ranges::stable_sort(links, {}, place);
}

} // namespace keel
