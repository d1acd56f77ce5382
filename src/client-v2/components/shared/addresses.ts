export * from '../../../common/addresses';
