ALTER TABLE `customers` ADD `places` text;
