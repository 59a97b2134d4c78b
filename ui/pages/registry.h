// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <span>

namespace keel {

enum class PageSection { Watch, Review };

/// What waits for a person, shown beside the page's name; nothing when count is 0.
struct PageBadge
{
    qint64 count = 0;
    Role colour = Role::Warn;
    Role tint = Role::WarnTint;
};

/// A page of the window: one line in registry.cpp.
struct PageEntry
{
    QLatin1StringView id; ///< in settings, --page and pageAsked
    PageSection section;
    const char* title; ///< source text in the context "Pages"
    QLatin1StringView icon;
    Page* (*make)(const PageContext& context, QWidget* parent);
    PageBadge (*badge)(const ServiceSnapshot& snapshot); ///< may be null
};

/// In the order of the page list.
[[nodiscard]] std::span<const PageEntry> pageRegistry();
[[nodiscard]] const PageEntry* findPage(QStringView id);
[[nodiscard]] QString pageTitle(const PageEntry& entry);
[[nodiscard]] QString sectionTitle(PageSection section);

} // namespace keel
